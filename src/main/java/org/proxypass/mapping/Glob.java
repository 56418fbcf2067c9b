package org.proxypass.mapping;

import java.util.HexFormat;
import java.util.regex.Pattern;

/** Shell patterns of sections and host names, turned into regular expressions at load time. */
final class Glob {
  private Glob() {}

  /** {@code * ? [ ]}, none of which matches a slash; the whole text must match. */
  static Pattern pathPattern(String glob) {
    return compile(glob, "[^/]");
  }

  /** The same over any character; the whole text must match. */
  static Pattern textPattern(String glob) {
    return compile(glob, "[\\s\\S]");
  }

  private static Pattern compile(String glob, String any) {
    StringBuilder regex = new StringBuilder(glob.length() + 16);
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      int close = c == '[' ? endOfSet(glob, i) : -1;
      if (c == '*') {
        regex.append(any).append('*');
      } else if (c == '?') {
        regex.append(any);
      } else if (close > 0) {
        regex.append(set(glob.substring(i + 1, close), any));
        i = close;
      } else {
        regex.append(escaped(c));
      }
    }
    return Pattern.compile(regex.toString());
  }

  /** The closing bracket, which is a member where a member is due first; -1 when there is none. */
  private static int endOfSet(String glob, int open) {
    return glob.indexOf(']', open + (isNegation(glob, open + 1) ? 3 : 2));
  }

  private static boolean isNegation(String text, int index) {
    return text.startsWith("!", index) || text.startsWith("^", index);
  }

  /** Characters and ranges; a range that runs backwards is empty, as in fnmatch. */
  private static String set(String inside, String any) {
    boolean negated = isNegation(inside, 0);
    StringBuilder members = new StringBuilder();
    int i = negated ? 1 : 0;
    while (i < inside.length()) {
      boolean range = i + 2 < inside.length() && inside.charAt(i + 1) == '-';
      char first = inside.charAt(i);
      char last = range ? inside.charAt(i + 2) : first;
      if (first <= last) {
        members.append(escaped(first)).append('-').append(escaped(last));
      }
      i += range ? 3 : 1;
    }
    if (members.isEmpty()) {
      return negated ? any : "(?!)";
    }
    return "[[" + (negated ? "^" : "") + members + "]&&" + any + "]";
  }

  private static String escaped(char c) {
    return "\\u" + HexFormat.of().toHexDigits(c);
  }

  /** Whether {@code text} holds a character that makes it a pattern. */
  static boolean isPattern(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0;
  }
}
