package org.proxypass.config;

import java.time.Duration;
import org.proxypass.http.Ascii;

/** Times: an integer and an optional unit {@code ms}, {@code s}, {@code mi}, {@code min}, h. */
final class Times {
  /** Longer does not fit into the milliseconds of a socket timeout. */
  static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

  private Times() {}

  /**
   * Parses {@code text}.
   *
   * @param unit what a number without unit counts, one of those above
   * @param shortest the smallest time allowed
   */
  static Duration parse(String text, String unit, Duration shortest)
      throws InvalidDirectiveException {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    String written = digits < text.length() ? Ascii.lower(text.substring(digits)) : unit;
    long milliseconds =
        switch (written) {
          case "ms" -> 1;
          case "s" -> 1_000;
          case "mi", "min" -> 60_000;
          case "h" -> 3_600_000;
          default -> 0;
        };
    if (digits == 0 || milliseconds == 0) {
      throw new InvalidDirectiveException(
          "'"
              + text
              + "' is not a time; allowed is an integer with ms, s, min or h, in "
              + unit
              + " without one");
    }
    if (digits > 10
        || Long.parseLong(text.substring(0, digits)) > LONGEST.toMillis() / milliseconds) {
      throw new InvalidDirectiveException(
          "'" + text + "' is too long; at most 24 days are allowed");
    }
    Duration time = Duration.ofMillis(Long.parseLong(text.substring(0, digits)) * milliseconds);
    if (time.compareTo(shortest) < 0) {
      throw new InvalidDirectiveException(
          "'" + text + "' is too short; at least " + SettingText.of(shortest) + " is allowed");
    }
    return time;
  }
}
