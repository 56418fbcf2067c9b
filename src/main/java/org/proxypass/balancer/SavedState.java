package org.proxypass.balancer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was changed by hand in balancers, as text that people can read: one line {@code balancer
 * name host}, below it a line for each setting, and for each member {@code member url} (or {@code
 * added url}) with the lines of its settings. A setting's line holds its name, its value, and the
 * value of the configuration that it stands instead of, with tabs in between.
 */
record SavedState(List<SavedBalancer> balancers) {
  private static final String VERSION = "version 1";
  private static final String EXPLANATION =
      "# What was changed in the balancer manager: setting, value, value in the configuration.";

  /**
   * A balancer.
   *
   * @param host tells its virtual host from others
   */
  record SavedBalancer(
      String name, String host, Map<String, Value> settings, List<SavedMember> members) {}

  /**
   * A member.
   *
   * @param added whether it is in no configuration
   */
  record SavedMember(String url, boolean added, Map<String, Value> settings) {}

  /**
   * A setting.
   *
   * @param live its value
   * @param configured what it stands instead of
   */
  record Value(String live, String configured) {}

  /** Writes it. */
  String render() {
    StringBuilder text = new StringBuilder(EXPLANATION).append('\n').append(VERSION).append('\n');
    for (SavedBalancer balancer : balancers) {
      text.append("\nbalancer ").append(balancer.name()).append(' ').append(balancer.host());
      append(text.append('\n'), balancer.settings());
      for (SavedMember member : balancer.members()) {
        text.append(member.added() ? "added " : "member ").append(member.url()).append('\n');
        append(text, member.settings());
      }
    }
    return text.toString();
  }

  private static void append(StringBuilder text, Map<String, Value> settings) {
    settings.forEach(
        (name, value) ->
            text.append(name)
                .append('\t')
                .append(value.live())
                .append('\t')
                .append(value.configured())
                .append('\n'));
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException naming the first line that cannot be understood
   */
  static SavedState parse(String text) {
    Parser parser = new Parser();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      if (!line.isEmpty() && !line.startsWith("#") && !parser.accepts(line)) {
        throw new IllegalArgumentException("line " + number + " is not understood");
      }
    }
    if (!parser.versionSeen) {
      throw new IllegalArgumentException("there is no line '" + VERSION + "'");
    }
    return new SavedState(parser.balancers);
  }

  private static final class Parser {
    private final List<SavedBalancer> balancers = new ArrayList<>();
    private boolean versionSeen;
    private Map<String, Value> settings = new LinkedHashMap<>();

    boolean accepts(String line) {
      if (!versionSeen) {
        versionSeen = line.equals(VERSION);
        return versionSeen;
      }
      if (line.indexOf('\t') > 0) {
        return setting(line.split("\t", -1));
      }
      String[] words = line.split(" ", 3);
      return switch (words[0]) {
        case "balancer" -> words.length == 3 && balancer(words[1], words[2]);
        case "member" -> words.length == 2 && member(words[1], false);
        case "added" -> words.length == 2 && member(words[1], true);
        default -> false;
      };
    }

    private boolean setting(String[] parts) {
      return parts.length == 3
          && !balancers.isEmpty()
          && settings.put(parts[0], new Value(parts[1], parts[2])) == null;
    }

    private boolean balancer(String name, String host) {
      settings = new LinkedHashMap<>();
      return balancers.add(new SavedBalancer(name, host, settings, new ArrayList<>()));
    }

    private boolean member(String url, boolean added) {
      if (balancers.isEmpty()) {
        return false;
      }
      settings = new LinkedHashMap<>();
      return balancers
          .get(balancers.size() - 1)
          .members()
          .add(new SavedMember(url, added, settings));
    }
  }
}
