package org.proxypass.http;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Comma lists of tokens in field values (RFC 9110 §5.6.1), read in one pass. */
public final class FieldList {
  private FieldList() {}

  /** Hands out each non-empty element, trimmed; quoted strings are not looked into. */
  public static void forEach(String value, Consumer<String> element) {
    int start = 0;
    int length = value.length();
    while (start < length) {
      int end = value.indexOf(',', start);
      if (end < 0) {
        end = length;
      }
      int from = start;
      int to = end;
      while (from < to && isSpace(value.charAt(from))) {
        from++;
      }
      while (to > from && isSpace(value.charAt(to - 1))) {
        to--;
      }
      if (to > from) {
        element.accept(value.substring(from, to));
      }
      start = end + 1;
    }
  }

  /** Whether {@code token} is one of the elements, in any letter case. */
  public static boolean contains(@Nullable String value, String token) {
    if (value == null) {
      return false;
    }
    boolean[] found = {false};
    forEach(value, element -> found[0] |= element.equalsIgnoreCase(token));
    return found[0];
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }
}
