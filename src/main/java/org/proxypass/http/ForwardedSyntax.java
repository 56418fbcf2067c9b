package org.proxypass.http;

/** The syntax of the Forwarded field (RFC 7239 §4). */
public final class ForwardedSyntax {
  private ForwardedSyntax() {}

  /**
   * Whether {@code value} is a list of elements, each of {@code token=value} pairs joined by {@code
   * ;}. What is not could swallow an element that is appended to it.
   */
  public static boolean isValid(String value) {
    int i = 0;
    while (true) {
      i = skipBlanks(value, i);
      int name = i;
      i = skipToken(value, i);
      if (i == name || i == value.length() || value.charAt(i) != '=') {
        return false;
      }
      i = skipValue(value, i + 1);
      if (i < 0) {
        return false;
      }
      i = skipBlanks(value, i);
      if (i == value.length()) {
        return true;
      }
      char separator = value.charAt(i++);
      if (separator != ';' && separator != ',') {
        return false;
      }
    }
  }

  /** {@code text} as a value: itself when it is a token, else a quoted string. */
  public static String quoted(String text) {
    if (FieldSyntax.isToken(text)) {
      return text;
    }
    StringBuilder quoted = new StringBuilder(text.length() + 4).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\');
      }
      quoted.append(c);
    }
    return quoted.append('"').toString();
  }

  /** Where the value that begins at {@code from} ends, or -1 when it is none. */
  private static int skipValue(String value, int from) {
    if (from == value.length() || value.charAt(from) != '"') {
      int end = skipToken(value, from);
      return end == from ? -1 : end;
    }
    for (int i = from + 1; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"') {
        return i + 1;
      }
      if (c == '\\') {
        i++;
      }
    }
    return -1;
  }

  private static int skipToken(String value, int from) {
    int i = from;
    while (i < value.length() && FieldSyntax.isTokenCharacter(value.charAt(i))) {
      i++;
    }
    return i;
  }

  private static int skipBlanks(String value, int from) {
    int i = from;
    while (i < value.length() && (value.charAt(i) == ' ' || value.charAt(i) == '\t')) {
      i++;
    }
    return i;
  }
}
