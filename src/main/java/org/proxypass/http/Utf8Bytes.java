package org.proxypass.http;

import java.nio.charset.StandardCharsets;

/**
 * Text as a byte string: one char for each UTF-8 byte. Decoded paths are byte strings, so what an
 * administrator wrote in a configuration is turned into one before the two are compared.
 */
public final class Utf8Bytes {
  private Utf8Bytes() {}

  /** The UTF-8 bytes of {@code text}, a char each; {@code text} itself when it is ASCII. */
  public static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
      }
    }
    return text;
  }
}
