package org.proxypass.http;

/**
 * The one form of a path that rules match on and that is forwarded: what httpd makes of it before
 * any mapping. Unreserved escapes are decoded, dot segments removed, slash runs merged, then
 * everything else is decoded. One char of the result stands for one byte, so that bytes beyond
 * ASCII keep their value.
 */
public final class CanonicalPath {
  private CanonicalPath() {}

  /**
   * Canonicalises the raw path of a request target.
   *
   * @param raw starts with {@code /}; no query
   * @throws BadTargetException 400 for a bad escape, a climb above the root, a control character or
   *     a dot segment hidden by a path parameter; 404 for {@code %2F} and {@code %00} as httpd
   */
  public static String of(String raw) throws BadTargetException {
    return of(raw, PathForm.DEFAULT);
  }

  /**
   * Canonicalises the raw path of a request target. With {@link EncodedSlashes#NO_DECODE} the
   * escapes {@code %2F} and {@code %25} stay as they are, so that the result still tells an encoded
   * slash from an encoded percent sign.
   *
   * @param raw starts with {@code /}; no query
   * @param form what becomes of encoded slashes and of runs of slashes
   * @throws BadTargetException as {@link #of(String)}
   */
  public static String of(String raw, PathForm form) throws BadTargetException {
    requireSlash(raw);
    if (isPlain(raw)) {
      return raw;
    }
    String path = removeDotSegments(decodeUnreserved(raw), form.mergeSlashes());
    String decoded = decode(path, form.slashes());
    if (form.slashes() == EncodedSlashes.ON && decoded.length() != path.length()) {
      decoded = removeDotSegments(decoded, form.mergeSlashes());
    }
    if (form.slashes() == EncodedSlashes.NO_DECODE && PathEncoding.hidesDotSegment(decoded)) {
      throw new BadTargetException(400, "dot segment next to an encoded slash");
    }
    return checked(decoded);
  }

  /**
   * The encoded form that {@code mapping=encoded} compares: unreserved escapes decoded, dot
   * segments removed, slash runs merged, every other escape as the client sent it.
   *
   * @param raw starts with {@code /}; no query
   * @throws BadTargetException 400 for a bad escape or a climb above the root
   */
  public static String encodedForm(String raw, PathForm form) throws BadTargetException {
    requireSlash(raw);
    return isPlain(raw) ? raw : removeDotSegments(decodeUnreserved(raw), form.mergeSlashes());
  }

  /**
   * Makes a path canonical that a rule put together and that is decoded already.
   *
   * @throws BadTargetException 400 when it does not start with a slash, climbs above the root or
   *     holds a control character
   */
  public static String ofDecoded(String decoded) throws BadTargetException {
    requireSlash(decoded);
    return checked(removeDotSegments(decoded, true));
  }

  private static void requireSlash(String path) throws BadTargetException {
    if (path.isEmpty() || path.charAt(0) != '/') {
      throw new BadTargetException(400, "request target does not start with '/'");
    }
  }

  /** Whether nothing has to be done: the usual case, found in one pass. */
  private static boolean isPlain(String raw) {
    char previous = 0;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%' || c <= ' ' || c >= 0x7f || (previous == '/' && (c == '/' || c == '.'))) {
        return false;
      }
      previous = c;
    }
    return true;
  }

  private static String decodeUnreserved(String raw) throws BadTargetException {
    int percent = raw.indexOf('%');
    if (percent < 0) {
      return raw;
    }
    StringBuilder out = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c != '%') {
        out.append(c);
        continue;
      }
      int value = escapedByte(raw, i);
      if (PathEncoding.isUnreserved(value)) {
        out.append((char) value);
      } else {
        out.append(raw, i, i + 3);
      }
      i += 2;
    }
    return out.toString();
  }

  private static int escapedByte(String raw, int percent) throws BadTargetException {
    int high = percent + 2 < raw.length() ? Ascii.hexValue(raw.charAt(percent + 1)) : -1;
    int low = high < 0 ? -1 : Ascii.hexValue(raw.charAt(percent + 2));
    if (low < 0) {
      throw new BadTargetException(400, "malformed percent escape in the path");
    }
    return high << 4 | low;
  }

  /** RFC 3986 §5.2.4, with slash runs merged first when {@code merge} (MergeSlashes On). */
  private static String removeDotSegments(String path, boolean merge) throws BadTargetException {
    StringBuilder out = new StringBuilder(path.length());
    int length = path.length();
    int i = 0;
    while (i < length) {
      // path[i] is a slash here
      while (merge && i + 1 < length && path.charAt(i + 1) == '/') {
        i++;
      }
      int end = path.indexOf('/', i + 1);
      if (end < 0) {
        end = length;
      }
      int segmentLength = end - i - 1;
      boolean dot = segmentLength == 1 && path.charAt(i + 1) == '.';
      boolean dotDot = segmentLength == 2 && path.startsWith("..", i + 1);
      if (dotDot) {
        int parent = out.lastIndexOf("/");
        if (parent < 0) {
          throw new BadTargetException(400, "path climbs above the root");
        }
        out.setLength(parent);
      } else if (!dot) {
        out.append(path, i, end);
      }
      if ((dot || dotDot) && end == length) {
        out.append('/');
      }
      i = end;
    }
    return out.length() == 0 ? "/" : out.toString();
  }

  private static String decode(String path, EncodedSlashes slashes) throws BadTargetException {
    if (path.indexOf('%') < 0) {
      return path;
    }
    StringBuilder out = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '%') {
        int value = escapedByte(path, i);
        // httpd answers both 404 (AllowEncodedSlashes Off).
        if (value == 0 || (value == '/' && slashes == EncodedSlashes.OFF)) {
          throw new BadTargetException(404, "encoded slash or NUL in the path");
        }
        if (slashes == EncodedSlashes.NO_DECODE && (value == '/' || value == '%')) {
          out.append(path, i, i + 3);
          i += 2;
          continue;
        }
        c = (char) value;
        i += 2;
      }
      out.append(c);
    }
    return out.toString();
  }

  private static String checked(String decoded) throws BadTargetException {
    for (int i = 0; i < decoded.length(); i++) {
      char c = decoded.charAt(i);
      if (c < ' ' || c == 0x7f) {
        throw new BadTargetException(400, "control character in the path");
      }
      // A servlet container strips ";x" and would then climb: /a/..;/b (RFC 3986 §3.3).
      if (c == ';' && isDotSegmentBefore(decoded, i)) {
        throw new BadTargetException(400, "dot segment with a path parameter");
      }
    }
    return decoded;
  }

  private static boolean isDotSegmentBefore(String path, int semicolon) {
    int dots = 0;
    int i = semicolon - 1;
    while (i >= 0 && path.charAt(i) == '.') {
      dots++;
      i--;
    }
    return (dots == 1 || dots == 2) && i >= 0 && path.charAt(i) == '/';
  }
}
