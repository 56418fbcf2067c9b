package org.proxypass.config;

import java.util.Locale;

/** The status of a redirect, as a number or one of httpd's words. */
final class StatusWords {
  private StatusWords() {}

  /** Whether {@code text} can only be meant as a status. */
  static boolean isStatus(String text) {
    return !text.isEmpty()
        && (text.chars().allMatch(c -> c >= '0' && c <= '9') || ofWord(text) != 0);
  }

  /** The status that {@code text} stands for, 300 to 599. */
  static int parse(String text) throws InvalidDirectiveException {
    int word = ofWord(text);
    if (word != 0) {
      return word;
    }
    try {
      int status = Integer.parseInt(text);
      if (status >= 300 && status <= 599 && status != 304) {
        return status;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new InvalidDirectiveException(
        "'"
            + text
            + "' is no status for a redirect; allowed are permanent, temp, seeother, gone and 300"
            + " to 599 without 304");
  }

  private static int ofWord(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "permanent" -> 301;
      case "temp" -> 302;
      case "seeother" -> 303;
      case "gone" -> 410;
      default -> 0;
    };
  }
}
