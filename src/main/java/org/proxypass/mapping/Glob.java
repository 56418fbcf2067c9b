package org.proxypass.mapping;

import java.util.regex.Pattern;

/** Shell patterns of sections and host names, turned into regular expressions at load time. */
final class Glob {
  private Glob() {}

  /** {@code * ? [ ]}, none of which matches a slash; the whole text must match. */
  static Pattern pathPattern(String glob) {
    return compile(glob, "[^/]", 0);
  }

  /** {@code *} and {@code ?} over any character; the whole text must match. */
  static Pattern textPattern(String glob) {
    return compile(glob, ".", Pattern.DOTALL);
  }

  private static Pattern compile(String glob, String any, int flags) {
    StringBuilder regex = new StringBuilder(glob.length() + 16);
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      int close = c == '[' ? glob.indexOf(']', i + 2) : -1;
      if (c == '*') {
        regex.append(any).append('*');
      } else if (c == '?') {
        regex.append(any);
      } else if (close > 0) {
        String set = glob.substring(i + 1, close).replace("\\", "\\\\").replace("[", "\\[");
        regex.append('[').append(set.startsWith("!") ? "^" + set.substring(1) : set).append(']');
        i = close;
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString(), flags);
  }

  /** Whether {@code text} holds a character that makes it a pattern. */
  static boolean isPattern(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0;
  }
}
