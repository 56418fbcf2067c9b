package org.proxypass.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client likes better, by its Accept field (RFC 9110 §12.5.1). */
public final class Acceptance {
  private static final int EXACT = 3;

  private Acceptance() {}

  /**
   * Whether {@code accept} prefers {@code preferred} over {@code standard}: by quality, and where
   * both have the same by how exactly the field names them.
   *
   * @param accept the joined field value; null or empty means that anything is fine
   * @param preferred media types in lower case, any of which would do
   * @param standard a media type in lower case, which wins a draw
   */
  public static boolean prefers(@Nullable String accept, List<String> preferred, String standard) {
    if (accept == null || accept.isEmpty()) {
      return false;
    }
    int best = 0;
    for (String type : preferred) {
      best = Math.max(best, rank(accept, type));
    }
    return best > rank(accept, standard);
  }

  /**
   * Whether an Accept-Encoding names {@code coding} (RFC 9110 §12.5.3); a missing field allows
   * anything but asks for nothing, and so counts as no.
   *
   * @param coding in lower case
   */
  public static boolean takesCoding(@Nullable String acceptEncoding, String coding) {
    return acceptEncoding != null
        && (rank(acceptEncoding, coding) > 0 || isNamed(acceptEncoding, "x-" + coding));
  }

  /** A wildcard means the registered names alone. */
  private static boolean isNamed(String acceptEncoding, String alias) {
    return rank(acceptEncoding, alias) % 4 == EXACT;
  }

  /** Quality in thousandths, then exactness; 0 for what is not acceptable. */
  private static int rank(String accept, String type) {
    int[] found = {0, 0};
    FieldList.forEach(
        Ascii.lower(accept),
        element -> {
          int semicolon = element.indexOf(';');
          String range = (semicolon < 0 ? element : element.substring(0, semicolon)).trim();
          int exactness = exactness(range, type);
          // The most exact range decides, whatever quality the others have.
          if (exactness > found[0]) {
            found[0] = exactness;
            found[1] = semicolon < 0 ? 1000 : quality(element, semicolon);
          }
        });
    return found[1] == 0 ? 0 : found[1] * 4 + found[0];
  }

  private static int exactness(String range, String type) {
    if (range.equals(type)) {
      return EXACT;
    }
    if (range.equals("*/*") || range.equals("*")) {
      return 1;
    }
    int slash = range.indexOf('/');
    return range.endsWith("/*") && type.startsWith(range.substring(0, slash + 1)) ? 2 : 0;
  }

  /** {@code q} in thousandths; a malformed one counts as none. */
  private static int quality(String element, int from) {
    int position = from;
    while (position >= 0) {
      int next = element.indexOf(';', position + 1);
      String parameter = element.substring(position + 1, next < 0 ? element.length() : next).trim();
      if (parameter.startsWith("q=")) {
        return thousandths(parameter.substring(2));
      }
      position = next;
    }
    return 1000;
  }

  private static int thousandths(String text) {
    if (text.isEmpty() || text.length() > 5 || text.charAt(0) > '1' || text.charAt(0) < '0') {
      return 0;
    }
    int value = (text.charAt(0) - '0') * 1000;
    int unit = 100;
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (i == 1 ? c != '.' : c < '0' || c > '9') {
        return 0;
      }
      if (i > 1) {
        value += (c - '0') * unit;
        unit /= 10;
      }
    }
    return Math.min(value, 1000);
  }
}
