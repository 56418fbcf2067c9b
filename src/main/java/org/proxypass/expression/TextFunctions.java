package org.proxypass.expression;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The functions that make one text out of another. Texts are byte strings, a char a byte. */
final class TextFunctions {
  interface TextFunction {
    String apply(String text);
  }

  private TextFunctions() {}

  static @Nullable TextFunction find(String name) {
    return switch (name) {
      case "tolower" -> text -> withLetters(text, 'A', 'Z');
      case "toupper" -> text -> withLetters(text, 'a', 'z');
      case "escape" -> TextFunctions::escape;
      case "unescape" -> TextFunctions::unescape;
      case "base64" -> text -> Base64.getEncoder().encodeToString(bytes(text));
      case "unbase64" -> TextFunctions::unbase64;
      case "md5" -> text -> digest("MD5", text);
      case "sha1" -> text -> digest("SHA-1", text);
      default -> null;
    };
  }

  /** Turns the case of the letters in a range; other bytes may be parts of a UTF-8 character. */
  private static String withLetters(String text, char first, char last) {
    StringBuilder out = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= first && c <= last) {
        out.setCharAt(i, (char) (c ^ 0x20));
      }
    }
    return out.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String digest(String algorithm, String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes(text)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has " + algorithm, e);
    }
  }

  private static String unbase64(String text) {
    try {
      return new String(Base64.getDecoder().decode(text.trim()), StandardCharsets.ISO_8859_1);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean literal =
          (c < 128 && Character.isLetterOrDigit(c)) || "$-_.+!*'(),:@&=/~".indexOf(c) >= 0;
      if (literal) {
        out.append(c);
      } else {
        out.append('%').append(HexFormat.of().withLowerCase().toHexDigits((byte) c));
      }
    }
    return out.toString();
  }

  /** Empty when the text is not well escaped or hides a NUL or a slash, as in httpd. */
  private static String unescape(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
        int value = high << 4 | low;
        if (low < 0 || value == 0 || value == '/') {
          return "";
        }
        c = (char) value;
        i += 2;
      }
      out.append(c);
    }
    return out.toString();
  }
}
