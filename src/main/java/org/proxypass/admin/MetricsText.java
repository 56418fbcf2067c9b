package org.proxypass.admin;

import java.util.HashSet;
import java.util.Set;

/** Writes metrics in the OpenMetrics text format, version 1.0.0. */
final class MetricsText {
  /** Its media type. */
  static final String TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private final StringBuilder text = new StringBuilder(4096);
  private final Set<String> written = new HashSet<>();

  /**
   * Begins a family; all its samples follow.
   *
   * @param type of OpenMetrics
   * @param help one sentence
   */
  MetricsText family(String name, String type, String help) {
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    return this;
  }

  /** A sample without labels. */
  MetricsText sample(String name, String value) {
    return sample(name, "", value);
  }

  /**
   * A sample; of two with the same name and labels only the first is written, for a scraper would
   * refuse both.
   *
   * @param labels made by {@link #labels}
   */
  MetricsText sample(String name, String labels, String value) {
    String series = labels.isEmpty() ? name : name + '{' + labels + '}';
    if (written.add(series)) {
      text.append(series).append(' ').append(value).append('\n');
    }
    return this;
  }

  /**
   * Labels for a sample.
   *
   * @param namesAndValues in turn
   */
  static String labels(String... namesAndValues) {
    StringBuilder labels = new StringBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      labels.append(i == 0 ? "" : ",").append(namesAndValues[i]).append("=\"");
      escape(labels, namesAndValues[i + 1]);
      labels.append('"');
    }
    return labels.toString();
  }

  private static void escape(StringBuilder out, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> out.append("\\\\");
        case '"' -> out.append("\\\"");
        case '\n' -> out.append("\\n");
        default -> out.append(c);
      }
    }
  }

  /** The whole exposition. */
  String end() {
    return text + "# EOF\n";
  }
}
