package org.proxypass.config;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.HealthCheckSettings.Criterion;

/** The conditions and templates of health checks that one host has named so far. */
final class HealthDefinitions {
  private final @Nullable HealthDefinitions outer;
  private final Map<String, Criterion> criteria = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, Settings> templates = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /** No names yet but those of {@code outer}, the main server's, or null. */
  HealthDefinitions(@Nullable HealthDefinitions outer) {
    this.outer = outer;
  }

  /** Names a condition; a later one of the same name replaces it. */
  void add(Criterion criterion) {
    criteria.put(criterion.name(), criterion);
  }

  /** Names a bundle of parameters. */
  void addTemplate(String name, Settings settings) {
    templates.put(name, settings);
  }

  /** The condition called {@code name}. */
  Criterion criterion(String name) throws InvalidDirectiveException {
    for (HealthDefinitions at = this; at != null; at = at.outer) {
      Criterion found = at.criteria.get(name);
      if (found != null) {
        return found;
      }
    }
    throw new InvalidDirectiveException("no ProxyHCExpr before this line is called '" + name + "'");
  }

  /** The parameters called {@code name}. */
  Settings template(String name) throws InvalidDirectiveException {
    for (HealthDefinitions at = this; at != null; at = at.outer) {
      Settings found = at.templates.get(name);
      if (found != null) {
        return found;
      }
    }
    throw new InvalidDirectiveException(
        "no ProxyHCTemplate before this line is called '" + name + "'");
  }
}
