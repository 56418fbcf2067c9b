package org.proxypass.http;

import java.time.LocalDate;

/** Dates in field values (RFC 9110 §5.6.7). */
public final class HttpDate {
  /** {@link #parse}: the text is no date. */
  public static final long INVALID = Long.MIN_VALUE;

  private static final String DAYS = "ThuFriSatSunMonTueWed";
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
  private static final int FIXDATE_LENGTH = 29;
  private static final int SECONDS_A_DAY = 86_400;

  /** From 1 March of the year 0. */
  private static final int DAYS_TO_1970 = 719_468;

  private HttpDate() {}

  /** The IMF-fixdate form of a time in seconds since 1970; years 0 to 9999. */
  public static String format(long epochSecond) {
    long days = Math.floorDiv(epochSecond, SECONDS_A_DAY);
    int second = Math.floorMod(epochSecond, SECONDS_A_DAY);
    LocalDate date = LocalDate.ofEpochDay(days);
    StringBuilder text = new StringBuilder(FIXDATE_LENGTH);
    int day = weekday(days) * 3;
    text.append(DAYS, day, day + 3).append(", ");
    appendPadded(text, date.getDayOfMonth(), 2);
    int month = (date.getMonthValue() - 1) * 3;
    text.append(' ').append(MONTHS, month, month + 3).append(' ');
    appendPadded(text, date.getYear(), 4);
    text.append(' ');
    appendPadded(text, second / 3600, 2);
    text.append(':');
    appendPadded(text, second / 60 % 60, 2);
    text.append(':');
    appendPadded(text, second % 60, 2);
    return text.append(" GMT").toString();
  }

  /**
   * {@code value} in IMF-fixdate form: itself when it has it or is no date at all. The day of the
   * week is ours.
   */
  public static String canonical(String value) {
    long time = parse(value);
    if (time == INVALID) {
      return value;
    }
    int day = weekday(Math.floorDiv(time, SECONDS_A_DAY)) * 3;
    boolean canonical =
        value.length() == FIXDATE_LENGTH
            && value.charAt(3) == ','
            && value.endsWith(" GMT")
            && value.regionMatches(0, DAYS, day, 3)
            && value.regionMatches(8, MONTHS, (month(value, 8) - 1) * 3, 3);
    return canonical ? value : format(time);
  }

  /**
   * Seconds since 1970 of an IMF-fixdate, RFC 850 or asctime date, or {@link #INVALID}. The name of
   * the day is not looked at, as in httpd.
   */
  public static long parse(String value) {
    int comma = value.indexOf(',');
    if (comma < 0) {
      return parseAsctime(value);
    }
    int start = comma + 1;
    while (start < value.length() && value.charAt(start) == ' ') {
      start++;
    }
    if (value.length() - start < 21) {
      return INVALID;
    }
    int digits = value.charAt(start + 1) == ' ' ? 1 : 2;
    int day = number(value, start, digits);
    // Where a day of two digits would begin.
    start += digits - 2;
    boolean dashes = value.charAt(start + 2) == '-';
    int yearDigits = dashes ? 2 : 4;
    char separator = dashes ? '-' : ' ';
    int time = start + 8 + yearDigits;
    if (value.charAt(start + 2) != separator
        || value.charAt(start + 6) != separator
        || value.charAt(time - 1) != ' '
        || time + 12 != value.length()
        || !value.endsWith(" GMT")) {
      return INVALID;
    }
    int year = number(value, start + 7, yearDigits);
    if (dashes && year >= 0) {
      // As httpd: two digits from 70 on are of the last century.
      year += year < 70 ? 2000 : 1900;
    }
    return time(year, month(value, start + 3), day, value, time);
  }

  /** {@code Sun Nov 6 08:49:37 1994}, the day padded with a space. */
  private static long parseAsctime(String value) {
    if (value.length() != 24
        || value.charAt(3) != ' '
        || value.charAt(7) != ' '
        || value.charAt(10) != ' '
        || value.charAt(19) != ' ') {
      return INVALID;
    }
    int day = value.charAt(8) == ' ' ? number(value, 9, 1) : number(value, 8, 2);
    return time(number(value, 20, 4), month(value, 4), day, value, 11);
  }

  private static long time(int year, int month, int day, String value, int timeStart) {
    int hour = number(value, timeStart, 2);
    int minute = number(value, timeStart + 3, 2);
    int second = number(value, timeStart + 6, 2);
    boolean valid =
        year >= 0
            && month > 0
            && day > 0
            && day <= daysOf(month, year)
            && hour >= 0
            && hour < 24
            && minute >= 0
            && minute < 60
            && second >= 0
            && second < 62
            && value.charAt(timeStart + 2) == ':'
            && value.charAt(timeStart + 5) == ':';
    return valid
        ? epochDay(year, month, day) * SECONDS_A_DAY + hour * 3600L + minute * 60L + second
        : INVALID;
  }

  private static int daysOf(int month, int year) {
    if (month == 2) {
      boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
      return leap ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  /** Days since 1970 in the Gregorian calendar; every response has a date or three. */
  private static long epochDay(int year, int month, int day) {
    // Years from March on, so that the leap day is the last.
    long y = month > 2 ? year : year - 1L;
    int monthFromMarch = month > 2 ? month - 3 : month + 9;
    long dayOfYear = (153L * monthFromMarch + 2) / 5 + day - 1;
    long leapDays = Math.floorDiv(y, 4) - Math.floorDiv(y, 100) + Math.floorDiv(y, 400);
    return 365 * y + leapDays + dayOfYear - DAYS_TO_1970;
  }

  private static int month(String value, int start) {
    for (int month = 0; month < 12; month++) {
      if (value.regionMatches(true, start, MONTHS, month * 3, 3)) {
        return month + 1;
      }
    }
    return -1;
  }

  private static int number(String value, int start, int digits) {
    int number = 0;
    for (int i = start; i < start + digits; i++) {
      char c = value.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + (c - '0');
    }
    return number;
  }

  private static int weekday(long epochDay) {
    return Math.floorMod(epochDay, 7);
  }

  private static void appendPadded(StringBuilder text, int number, int digits) {
    int limit = 1;
    for (int i = 1; i < digits; i++) {
      limit *= 10;
    }
    for (; number < limit && limit > 1; limit /= 10) {
      text.append('0');
    }
    text.append(number);
  }
}
