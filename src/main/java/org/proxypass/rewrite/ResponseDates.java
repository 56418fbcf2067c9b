package org.proxypass.rewrite;

import org.jspecify.annotations.Nullable;
import org.proxypass.http.Fields;
import org.proxypass.http.HttpDate;

/** The dates of a response: one form for all, and no warning of another day. */
final class ResponseDates {
  private ResponseDates() {}

  /** Whether {@code name} is a field whose dates are brought into one form, as httpd does. */
  static boolean isDate(String name) {
    return switch (name.length()) {
      case 4 -> name.equalsIgnoreCase("Date");
      case 7 -> name.equalsIgnoreCase("Expires");
      case 13 -> name.equalsIgnoreCase("Last-Modified");
      default -> false;
    };
  }

  /** Removes warnings whose date is not that of the response (RFC 2616 §14.46). */
  static void dropForeignWarnings(Fields fields) {
    String date = fields.first("Date");
    for (int i = fields.indexOf("Warning", 0); i >= 0; i = fields.indexOf("Warning", i)) {
      if (isForeign(fields.value(i), date)) {
        fields.removeAt(i);
      } else {
        i++;
      }
    }
  }

  /** A warn-date is the last quoted string: {@code 110 agent "text" "date"}. */
  private static boolean isForeign(String warning, @Nullable String date) {
    if (!warning.endsWith("\"") || date == null) {
      return false;
    }
    int start = warning.lastIndexOf('"', warning.length() - 2);
    long warned = start < 0 ? HttpDate.INVALID : parse(warning, start);
    return warned != HttpDate.INVALID && warned != HttpDate.parse(date);
  }

  private static long parse(String warning, int quote) {
    return HttpDate.parse(warning.substring(quote + 1, warning.length() - 1));
  }
}
