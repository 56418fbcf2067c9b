package org.proxypass.config;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names known to {@code <IfDefine>} and <code>${NAME}</code> during one load: from the command
 * line, changed by Define and UnDefine as they are read. An empty value means defined without one.
 */
final class Definitions {
  private final Map<String, String> values;
  private final VariableLookup environment;

  Definitions(Map<String, String> initial, VariableLookup environment) {
    this.values = new HashMap<>(initial);
    this.environment = environment;
  }

  void define(String name, String value) {
    values.put(name, value);
  }

  void undefine(String name) {
    values.remove(name);
  }

  boolean isDefined(String name) {
    return values.containsKey(name);
  }

  /** The value given by Define, else the environment variable, else null. */
  @Nullable String value(String name) {
    String value = values.get(name);
    return value == null || value.isEmpty() ? environment.get(name) : value;
  }
}
