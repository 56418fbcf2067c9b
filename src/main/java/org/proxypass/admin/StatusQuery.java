package org.proxypass.admin;

import org.jspecify.annotations.Nullable;

/**
 * What a query asks of server-status.
 *
 * @param format how the answer is written
 * @param tables whether a page may hold tables
 * @param refreshSeconds after how long a browser asks again; 0 for never
 */
public record StatusQuery(Format format, boolean tables, int refreshSeconds) {
  private static final int DEFAULT_REFRESH = 10;
  private static final int LONGEST_DIGITS = 6;

  /** The forms of an answer. */
  public enum Format {
    /** For people. */
    HTML,
    /** httpd's lines: {@code ?auto}. */
    LINES,
    /** {@code ?format=json}. */
    JSON,
    /** {@code ?format=prometheus}. */
    METRICS
  }

  /**
   * Reads a query: {@code auto}, {@code notable}, {@code refresh[=seconds]} and {@code format=},
   * between ampersands or semicolons. What is something else is passed over, as in httpd.
   *
   * @param query raw; null for none
   */
  public static StatusQuery of(@Nullable String query) {
    StatusQuery result = new StatusQuery(Format.HTML, true, 0);
    String rest = query == null ? "" : query;
    for (int start = 0; start < rest.length(); ) {
      int end = start;
      while (end < rest.length() && rest.charAt(end) != '&' && rest.charAt(end) != ';') {
        end++;
      }
      result = result.with(rest.substring(start, end));
      start = end + 1;
    }
    return result;
  }

  private StatusQuery with(String parameter) {
    int equals = parameter.indexOf('=');
    String name = equals < 0 ? parameter : parameter.substring(0, equals);
    String value = equals < 0 ? "" : parameter.substring(equals + 1);
    return switch (name) {
      case "auto" -> new StatusQuery(Format.LINES, tables, refreshSeconds);
      case "notable" -> new StatusQuery(format, false, refreshSeconds);
      case "refresh" -> new StatusQuery(format, tables, seconds(value));
      case "format" ->
          switch (value) {
            case "json" -> new StatusQuery(Format.JSON, tables, refreshSeconds);
            case "prometheus" -> new StatusQuery(Format.METRICS, tables, refreshSeconds);
            default -> this;
          };
      default -> this;
    };
  }

  /** A field is made of it, so nothing but the leading digits is looked at (CVE-2007-6388). */
  private static int seconds(String text) {
    int digits = 0;
    int seconds = 0;
    while (digits < text.length()
        && digits < LONGEST_DIGITS
        && text.charAt(digits) >= '0'
        && text.charAt(digits) <= '9') {
      seconds = seconds * 10 + text.charAt(digits) - '0';
      digits++;
    }
    return seconds == 0 ? DEFAULT_REFRESH : seconds;
  }
}
