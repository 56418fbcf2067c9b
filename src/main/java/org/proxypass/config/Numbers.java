package org.proxypass.config;

/** Numbers of directives. */
final class Numbers {
  private static final int MAXIMUM_DIGITS = 18;

  private Numbers() {}

  /** {@code text} as an integer from 0 to {@code largest}. */
  static long parse(String text, long largest) throws InvalidDirectiveException {
    long number = text.isEmpty() || text.length() > MAXIMUM_DIGITS ? -1 : 0;
    for (int i = 0; i < text.length() && number >= 0; i++) {
      char c = text.charAt(i);
      number = c >= '0' && c <= '9' ? number * 10 + (c - '0') : -1;
    }
    if (number < 0 || number > largest) {
      throw new InvalidDirectiveException(
          "'" + text + "' is not a number; allowed are 0 to " + largest);
    }
    return number;
  }
}
