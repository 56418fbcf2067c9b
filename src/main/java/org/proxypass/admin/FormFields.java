package org.proxypass.admin;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a query or of a form body (application/x-www-form-urlencoded of the URL Standard),
 * read strictly: what two readers could understand differently is refused.
 */
final class FormFields {
  /** No fields. */
  static final FormFields NONE = new FormFields(Map.of());

  private static final int MOST = 64;

  private final Map<String, String> values;

  private FormFields(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads {@code encoded}.
   *
   * @param encoded each char one byte; empty for no fields
   * @throws RefusedException when an escape is broken, a value is no UTF-8 or holds a control
   *     character, a name comes twice, or there are more than 64
   */
  static FormFields parse(String encoded) throws RefusedException {
    Map<String, String> values = new LinkedHashMap<>();
    int start = 0;
    while (start < encoded.length()) {
      int end = encoded.indexOf('&', start);
      end = end < 0 ? encoded.length() : end;
      if (end > start) {
        add(values, encoded.substring(start, end));
      }
      start = end + 1;
    }
    return new FormFields(values);
  }

  private static void add(Map<String, String> values, String pair) throws RefusedException {
    int equals = pair.indexOf('=');
    String name = decode(equals < 0 ? pair : pair.substring(0, equals));
    String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
    if (values.putIfAbsent(name, value) != null) {
      throw new RefusedException("the field '" + name + "' comes twice");
    }
    if (values.size() > MOST) {
      throw new RefusedException("more than " + MOST + " fields");
    }
  }

  private static String decode(String text) throws RefusedException {
    byte[] bytes = new byte[text.length()];
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        int high = digit(text, i + 1);
        int low = digit(text, i + 2);
        if (high < 0 || low < 0) {
          throw new RefusedException("a '%' without two hexadecimal digits");
        }
        bytes[length++] = (byte) (high * 16 + low);
        i += 2;
      } else {
        bytes[length++] = (byte) (c == '+' ? ' ' : c);
      }
    }
    return text(bytes, length);
  }

  private static int digit(String text, int index) {
    return index < text.length() ? Character.digit(text.charAt(index), 16) : -1;
  }

  private static String text(byte[] bytes, int length) throws RefusedException {
    String decoded;
    try {
      decoded =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
    } catch (CharacterCodingException e) {
      throw new RefusedException("a value that is not UTF-8");
    }
    if (decoded.chars().anyMatch(Character::isISOControl)) {
      throw new RefusedException("a value with a control character");
    }
    return decoded;
  }

  /** The value of {@code name}, or null when the field is not there. */
  @Nullable String get(String name) {
    return values.get(name);
  }

  /** Whether {@code name} is there with exactly {@code value}. */
  boolean has(String name, String value) {
    return value.equals(values.get(name));
  }

  /** Whether a name begins with {@code prefix}. */
  boolean anyStartsWith(String prefix) {
    return values.keySet().stream().anyMatch(name -> name.startsWith(prefix));
  }

  /** The fields that name a member or a change, as text for a log; the token is not among them. */
  String changes() {
    return values.entrySet().stream()
        .filter(field -> field.getKey().startsWith("w") || field.getKey().startsWith("b_"))
        .map(field -> field.getKey() + "=" + field.getValue())
        .collect(Collectors.joining(" "));
  }
}
