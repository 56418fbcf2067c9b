package org.proxypass.config;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Where a directive may stand, under httpd's names. */
enum Context {
  SERVER("server config"),
  VIRTUAL_HOST("virtual host"),
  LOCATION("location"),
  PROXY("proxy section"),
  IF("if section"),
  REQUIREMENT("require section");

  private final String label;

  Context(String label) {
    this.label = label;
  }

  /** The name an administrator reads. */
  String label() {
    return label;
  }

  /** The names of {@code contexts} in one line. */
  static String labels(Set<Context> contexts) {
    return contexts.isEmpty()
        ? ""
        : EnumSet.copyOf(contexts).stream().map(Context::label).collect(Collectors.joining(", "));
  }
}
