package org.proxypass.expression;

import org.jspecify.annotations.Nullable;

/**
 * How the text of a backreference is escaped before it is put in (flags B, BNP of a RewriteRule).
 *
 * @param only the characters to escape; null for everything but letters, digits and {@code _}
 * @param plusForSpace whether a space becomes {@code +} instead of {@code %20}
 */
public record BackreferenceEscape(@Nullable String only, boolean plusForSpace) {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  String apply(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!escapes(c)) {
        out.append(c);
      } else if (c == ' ' && plusForSpace) {
        out.append('+');
      } else {
        out.append('%').append(HEX[c >> 4 & 0xf]).append(HEX[c & 0xf]);
      }
    }
    return out.toString();
  }

  private boolean escapes(char c) {
    if (only != null) {
      return only.indexOf(c) >= 0;
    }
    return c >= 128 || (!Character.isLetterOrDigit(c) && c != '_');
  }
}
