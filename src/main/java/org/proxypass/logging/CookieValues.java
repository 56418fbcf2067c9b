package org.proxypass.logging;

import org.jspecify.annotations.Nullable;

/** Cookies of a request, for {@code %{name}C}. */
final class CookieValues {
  private CookieValues() {}

  /** The value of the first cookie called {@code name}; null when the client sent none. */
  static @Nullable String find(LoggedExchange exchange, String name) {
    String cookies = exchange.requestField("Cookie");
    int start = 0;
    while (cookies != null && start < cookies.length()) {
      int semicolon = cookies.indexOf(';', start);
      int end = semicolon < 0 ? cookies.length() : semicolon;
      String pair = cookies.substring(start, end).strip();
      if (pair.length() > name.length()
          && pair.charAt(name.length()) == '='
          && pair.regionMatches(true, 0, name, 0, name.length())) {
        return pair.substring(name.length() + 1).strip();
      }
      start = end + 1;
    }
    return null;
  }
}
