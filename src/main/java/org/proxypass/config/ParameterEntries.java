package org.proxypass.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns web.xml parameters into entries. The parameters come unordered, so they are taken sorted by
 * name; each line of a value that is not blank is one occurrence of the directive, in their order.
 */
final class ParameterEntries {
  /** How web.xml is called in origins. */
  static final String SOURCE = "web.xml";

  /** The parameter whose value is a whole text in httpd syntax. */
  static final String DIRECTIVES = "directives";

  /** The parameter that names a configuration file; not a directive. */
  static final String CONFIG = "config";

  private ParameterEntries() {}

  /** The entries of {@code parameters}, without those two. */
  static List<PropertyEntry> of(Map<String, String> parameters) {
    List<PropertyEntry> entries = new ArrayList<>();
    for (Map.Entry<String, String> parameter : new TreeMap<>(parameters).entrySet()) {
      String name = parameter.getKey();
      if (name.equals(DIRECTIVES) || name.equals(CONFIG)) {
        continue;
      }
      Origin origin = new Origin(SOURCE, name);
      List<String> occurrences =
          parameter.getValue().lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
      // An empty value is an occurrence without arguments, so that it is not passed over silently.
      for (String value : occurrences.isEmpty() ? List.of("") : occurrences) {
        entries.add(new PropertyEntry(name, value, origin));
      }
    }
    return entries;
  }
}
