package org.proxypass.config;

import org.jspecify.annotations.Nullable;

/** Where the value of a variable comes from. */
@FunctionalInterface
public interface VariableLookup {

  /** The value of {@code name}, or null when there is no such variable. */
  @Nullable String get(String name);
}
