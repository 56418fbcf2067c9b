package org.proxypass.admin;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
public final class Amounts {
  private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB", "PB"};

  private Amounts() {}

  /**
   * A number of bytes in the largest fitting unit of 1024, with one decimal below ten: {@code 0 B},
   * {@code 1.4 MB}, {@code 213 KB}.
   */
  public static String bytes(long bytes) {
    double amount = bytes;
    int unit = 0;
    while (amount >= 1023.5 && unit < UNITS.length - 1) {
      amount /= 1024;
      unit++;
    }
    String number =
        unit == 0 || amount >= 9.95
            ? Long.toString(Math.round(amount))
            : String.format(Locale.ROOT, "%.1f", amount);
    return number + " " + UNITS[unit];
  }

  /** A whole number of hundredths with two decimals: 150 is {@code 1.50}. */
  public static String hundredths(long value) {
    return String.format(Locale.ROOT, "%d.%02d", value / 100, value % 100);
  }

  /** {@code part} of {@code whole} in percent, rounded; 0 of nothing. */
  public static long percent(long part, long whole) {
    return whole == 0 ? 0 : Math.round(part * 100.0 / whole);
  }

  /** A time that has passed, in its largest unit: {@code 5 s}, {@code 12 min}, {@code 3 h}. */
  public static String age(Duration passed) {
    long seconds = Math.max(0, passed.toSeconds());
    if (seconds < 100) {
      return seconds + " s";
    }
    if (seconds < 100 * 60) {
      return seconds / 60 + " min";
    }
    return seconds < 72 * 3600 ? seconds / 3600 + " h" : seconds / 86400 + " d";
  }

  /** A length of time as it is set: {@code 30 s}, {@code 250 ms}. */
  public static String time(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
