package org.proxypass.logging;

import org.jspecify.annotations.Nullable;

/** Texts of others in a log line. */
final class LogText {
  private LogText() {}

  /**
   * Appends {@code text} so that it cannot break out of its quotes or its line (ap_escape_logitem);
   * {@code -} for null.
   */
  static void append(@Nullable String text, StringBuilder line) {
    if (text == null) {
      line.append('-');
      return;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < 0x7f && c != '"' && c != '\\') {
        line.append(c);
      } else {
        escape(c, line);
      }
    }
  }

  private static void escape(char c, StringBuilder line) {
    line.append('\\');
    switch (c) {
      case '"', '\\' -> line.append(c);
      case '\b' -> line.append('b');
      case '\n' -> line.append('n');
      case '\r' -> line.append('r');
      case '\t' -> line.append('t');
      case 0x0b -> line.append('v');
      default -> {
        if (c > 0xff) {
          // No byte string; whoever made it, nothing of it is lost.
          line.append('u').append(digit(c, 12)).append(digit(c, 8));
        } else {
          line.append('x');
        }
        line.append(digit(c, 4)).append(digit(c, 0));
      }
    }
  }

  private static char digit(char c, int shift) {
    return Character.forDigit((c >> shift) & 15, 16);
  }
}
