package org.proxypass.rewrite;

import org.proxypass.exchange.Fault;
import org.proxypass.http.Fields;

/** Max-Forwards, which httpd counts down on every method (RFC 9110 §7.6.2). */
public final class MaxForwards {
  private static final String NAME = "Max-Forwards";

  /** More cannot be meant. */
  private static final int MAXIMUM_DIGITS = 18;

  private MaxForwards() {}

  /**
   * Whether the request must not be forwarded any more.
   *
   * @throws Fault 400 when the field is no number
   */
  public static boolean isExhausted(Fields fields) {
    String value = fields.first(NAME);
    return value != null && parse(fields) == 0;
  }

  /**
   * Counts down, or adds the configured number.
   *
   * @param index the line of the field, or -1 when there is none
   * @param configured ProxyMaxForwards; negative adds none
   * @throws Fault 400 when the field is no number or has reached zero
   */
  static void count(Fields fields, int index, long configured) {
    if (index < 0) {
      if (configured >= 0) {
        fields.add(NAME, Long.toString(configured));
      }
      return;
    }
    long left = parse(fields);
    if (left == 0) {
      throw Fault.client(400, "Max-Forwards has reached zero - proxy loop?");
    }
    fields.set(NAME, Long.toString(left - 1));
  }

  private static long parse(Fields fields) {
    // Two lines are one list and so no number (RFC 9110 §5.3).
    String value = String.valueOf(fields.joined(NAME));
    long number = value.isEmpty() || value.length() > MAXIMUM_DIGITS ? -1 : 0;
    for (int i = 0; i < value.length() && number >= 0; i++) {
      char c = value.charAt(i);
      number = c >= '0' && c <= '9' ? number * 10 + (c - '0') : -1;
    }
    if (number < 0) {
      throw Fault.client(400, "Max-Forwards request header could not be parsed");
    }
    return number;
  }
}
