package org.proxypass.balancer;

import org.jspecify.annotations.Nullable;
import org.proxypass.http.Fields;

/** One cookie out of the Cookie lines of a request (RFC 6265 §4.2, httpd's comma included). */
final class CookieValue {
  private CookieValue() {}

  /** The value of the first cookie called {@code name}, quotes taken off; null for none. */
  static @Nullable String find(Fields fields, String name) {
    for (int line = fields.indexOf("Cookie", 0);
        line >= 0;
        line = fields.indexOf("Cookie", line + 1)) {
      String found = find(fields.value(line), name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable String find(String cookies, String name) {
    int from = 0;
    while (from < cookies.length()) {
      int start = skipBlanks(cookies, from);
      int end = pairEnd(cookies, start);
      if (cookies.startsWith(name, start)) {
        int equals = skipBlanks(cookies, start + name.length());
        if (equals < end && cookies.charAt(equals) == '=') {
          String value = value(cookies, equals + 1, end);
          if (!value.isEmpty()) {
            return value;
          }
        }
      }
      from = end + 1;
    }
    return null;
  }

  /** The end of the pair; a quoted value may hold what would end it otherwise. */
  private static int pairEnd(String cookies, int from) {
    boolean quoted = false;
    int end = from;
    while (end < cookies.length()) {
      char c = cookies.charAt(end);
      if (c == '"') {
        quoted = !quoted && cookies.indexOf('"', end + 1) > 0;
      } else if (!quoted && (c == ';' || c == ',')) {
        return end;
      }
      end++;
    }
    return end;
  }

  private static String value(String cookies, int from, int to) {
    int start = skipBlanks(cookies, from);
    int end = to;
    while (end > start && isBlank(cookies.charAt(end - 1))) {
      end--;
    }
    boolean quoted =
        end - start >= 2 && cookies.charAt(start) == '"' && cookies.charAt(end - 1) == '"';
    return quoted ? cookies.substring(start + 1, end - 1) : cookies.substring(start, end);
  }

  private static int skipBlanks(String text, int from) {
    int i = from;
    while (i < text.length() && isBlank(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
