package org.proxypass.http;

/** Which characters may stand in field names and field values (RFC 9110 §5.1, §5.5). */
public final class FieldSyntax {
  private static final boolean[] TOKEN = new boolean[256];
  private static final boolean[] VALUE = new boolean[256];

  static {
    for (char c = '!'; c < 0x7f; c++) {
      TOKEN[c] = "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
    }
    for (int c = ' '; c < VALUE.length; c++) {
      VALUE[c] = c != 0x7f;
    }
    VALUE['\t'] = true;
  }

  private FieldSyntax() {}

  /** Whether {@code c} (a character or an unsigned byte) may stand in a token. */
  public static boolean isTokenCharacter(int c) {
    return c < TOKEN.length && TOKEN[c];
  }

  /** Whether {@code c} may stand in a value: tab, visible ASCII, space or obs-text. */
  public static boolean isValueCharacter(int c) {
    return c < VALUE.length && VALUE[c];
  }

  /** Whether {@code text} is a token: a method or a field name. The empty text is none. */
  public static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isTokenCharacter(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /**
   * Whether {@code text} names a protocol: a token, and behind a slash a version (RFC 9110 §7.8).
   */
  public static boolean isProtocol(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? isToken(text)
        : isToken(text.substring(0, slash)) && isToken(text.substring(slash + 1));
  }

  /** Whether {@code text} can be sent as a field value without changing the message around it. */
  public static boolean isValidValue(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isValueCharacter(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
