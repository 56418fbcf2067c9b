package org.proxypass.expression;

import java.util.Map;

/**
 * Writes a PCRE expression so that java.util.regex understands the same by it, where the two read
 * one text differently: POSIX classes, {@code [} and {@code &&} inside a character class (literal
 * in PCRE, set operations in Java), and {@code $}, which httpd compiles with DOLLAR_ENDONLY.
 */
final class PerlSyntax {
  private static final Map<String, String> POSIX_CLASSES =
      Map.ofEntries(
          Map.entry("alnum", "\\p{Alnum}"),
          Map.entry("alpha", "\\p{Alpha}"),
          Map.entry("ascii", "\\p{ASCII}"),
          Map.entry("blank", "\\p{Blank}"),
          Map.entry("cntrl", "\\p{Cntrl}"),
          Map.entry("digit", "\\p{Digit}"),
          Map.entry("graph", "\\p{Graph}"),
          Map.entry("lower", "\\p{Lower}"),
          Map.entry("print", "\\p{Print}"),
          Map.entry("punct", "\\p{Punct}"),
          Map.entry("space", "\\s"),
          Map.entry("upper", "\\p{Upper}"),
          Map.entry("word", "\\w"),
          Map.entry("xdigit", "\\p{XDigit}"));

  private PerlSyntax() {}

  /** {@code source} in Java's dialect. */
  static String toJava(String source) {
    StringBuilder java = new StringBuilder(source.length() + 8);
    int position = 0;
    while (position < source.length()) {
      char c = source.charAt(position);
      if (source.startsWith("\\Q", position)) {
        int end = source.indexOf("\\E", position);
        int next = end < 0 ? source.length() : end + 2;
        java.append(source, position, next);
        position = next;
      } else if (c == '\\') {
        position = copyEscape(source, position, java);
      } else if (c == '[') {
        position = copyClass(source, position, java);
      } else {
        java.append(c == '$' ? "\\z" : String.valueOf(c));
        position++;
      }
    }
    return java.toString();
  }

  private static int copyEscape(String source, int start, StringBuilder java) {
    int end = Math.min(start + 2, source.length());
    java.append(source, start, end);
    return end;
  }

  private static int copyClass(String source, int start, StringBuilder java) {
    java.append('[');
    int position = start + 1;
    if (source.startsWith("^", position)) {
      java.append('^');
      position++;
    }
    // The first character of a class is literal even if it is a bracket.
    if (source.startsWith("]", position)) {
      java.append("\\]");
      position++;
    }
    while (position < source.length() && source.charAt(position) != ']') {
      position = copyClassMember(source, position, java);
    }
    if (position < source.length()) {
      java.append(']');
      position++;
    }
    return position;
  }

  private static int copyClassMember(String source, int position, StringBuilder java) {
    char c = source.charAt(position);
    if (c == '\\') {
      return copyEscape(source, position, java);
    }
    if (source.startsWith("[:", position)) {
      int end = source.indexOf(":]", position + 2);
      String posix = end < 0 ? null : POSIX_CLASSES.get(source.substring(position + 2, end));
      if (posix != null) {
        java.append(posix);
        return end + 2;
      }
    }
    java.append(c == '[' || c == '&' ? "\\" + c : String.valueOf(c));
    return position + 1;
  }
}
