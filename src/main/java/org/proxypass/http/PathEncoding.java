package org.proxypass.http;

/**
 * The escapes of a forwarded path: httpd's canonical form, in which letters, digits and {@code
 * ~$-_.+!*'(),;:@&=/} stand for themselves and every other byte becomes {@code %XX}.
 */
public final class PathEncoding {
  private static final boolean[] LITERAL = new boolean[128];
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  static {
    for (char c = '0'; c <= 'z'; c++) {
      LITERAL[c] = Character.isLetterOrDigit(c);
    }
    for (char c : "~$-_.+!*'(),;:@&=/".toCharArray()) {
      LITERAL[c] = true;
    }
  }

  private PathEncoding() {}

  /** Whether a byte is unreserved (RFC 3986 §2.3): its escape means the same as itself. */
  static boolean isUnreserved(int value) {
    return value < 128
        && (Character.isLetterOrDigit(value)
            || value == '-'
            || value == '.'
            || value == '_'
            || value == '~');
  }

  /** Encodes the part of a decoded path (a byte a char) from {@code from} on. */
  public static String encode(String decoded, int from) {
    for (int i = from; i < decoded.length(); i++) {
      if (!isLiteral(decoded.charAt(i))) {
        return encodeFrom(decoded, from, i);
      }
    }
    return from == 0 ? decoded : decoded.substring(from);
  }

  /**
   * Encodes a path in which {@code %2F} and {@code %25} are escapes already (AllowEncodedSlashes
   * NoDecode).
   */
  public static String encodeKeepingSlashes(String path, int from) {
    StringBuilder out = new StringBuilder(path.length() + 16);
    for (int i = from; i < path.length(); i++) {
      char c = path.charAt(i);
      if (isLiteral(c) || (c == '%' && isKept(path, i))) {
        out.append(c);
      } else {
        out.append('%').append(HEX[c >> 4 & 0xf]).append(HEX[c & 0xf]);
      }
    }
    return out.toString();
  }

  private static boolean isKept(String path, int percent) {
    return path.regionMatches(true, percent, "%2F", 0, 3) || path.startsWith("%25", percent);
  }

  /** Encodes only what cannot stand in a field or a request line; escapes stay as they are. */
  public static String encodeUnsendable(String text) {
    if (isSendable(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 0x7f) {
        out.append('%').append(HEX[c >> 4 & 0xf]).append(HEX[c & 0xf]);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /**
   * Whether a path that keeps its encoded slashes would hold a dot segment if somebody decoded
   * them: {@code /a/..%2Fb}.
   */
  public static boolean hidesDotSegment(String path) {
    if (path.indexOf('%') < 0) {
      return false;
    }
    return hasDotSegment(path.replace("%2F", "/").replace("%2f", "/"));
  }

  private static String encodeFrom(String decoded, int from, int first) {
    StringBuilder out = new StringBuilder(decoded.length() + 16);
    out.append(decoded, from, first);
    for (int i = first; i < decoded.length(); i++) {
      char c = decoded.charAt(i);
      if (isLiteral(c)) {
        out.append(c);
      } else {
        out.append('%').append(HEX[c >> 4 & 0xf]).append(HEX[c & 0xf]);
      }
    }
    return out.toString();
  }

  private static boolean isLiteral(char c) {
    return c < 128 && LITERAL[c];
  }

  /** Whether {@code text} can stand in a request line: no space, control character or non-ASCII. */
  public static boolean isSendable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  /** Whether a raw path holds a dot segment, plain, encoded, or with a path parameter. */
  public static boolean hasDotSegment(String raw) {
    for (int slash = raw.indexOf('/'); slash >= 0; slash = raw.indexOf('/', slash + 1)) {
      int i = slash + 1;
      int dots = 0;
      while (i < raw.length()) {
        if (raw.charAt(i) == '.') {
          i++;
        } else if (raw.startsWith("%2e", i) || raw.startsWith("%2E", i)) {
          i += 3;
        } else {
          break;
        }
        dots++;
      }
      boolean ends = i == raw.length() || raw.charAt(i) == '/' || raw.charAt(i) == ';';
      if (ends && (dots == 1 || dots == 2)) {
        return true;
      }
    }
    return false;
  }
}
