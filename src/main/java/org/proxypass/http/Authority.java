package org.proxypass.http;

import org.jspecify.annotations.Nullable;

/**
 * {@code host[:port]} (RFC 3986 §3.2 without user information).
 *
 * @param host in lower case, IPv6 without brackets, a trailing dot removed; may be empty
 * @param port 1–65535, or -1 when none (or an empty one) was given
 */
public record Authority(String host, int port) {

  /** Parses the text of a Host field or URL authority; null when it is not one. */
  public static @Nullable Authority parse(String text) {
    int hostEnd;
    String host;
    if (text.startsWith("[")) {
      int bracket = text.indexOf(']');
      if (bracket < 0 || !isIpv6(text, 1, bracket)) {
        return null;
      }
      host = text.substring(1, bracket);
      hostEnd = bracket + 1;
    } else {
      int colon = text.indexOf(':');
      hostEnd = colon < 0 ? text.length() : colon;
      host = text.substring(0, hostEnd);
      if (!isHostName(host)) {
        return null;
      }
    }
    int port = -1;
    if (hostEnd < text.length()) {
      if (text.charAt(hostEnd) != ':') {
        return null;
      }
      // An empty port means the default one (RFC 9110 §4.2.3).
      if (hostEnd + 1 < text.length()) {
        port = parsePort(text, hostEnd + 1);
        if (port < 0) {
          return null;
        }
      }
    }
    String lower = Ascii.lower(host);
    if (lower.length() > 1 && lower.endsWith(".")) {
      lower = lower.substring(0, lower.length() - 1);
    }
    return new Authority(lower, port);
  }

  private static int parsePort(String text, int from) {
    int port = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      port = port * 10 + (c - '0');
      if (port > 65535) {
        return -1;
      }
    }
    return port == 0 ? -1 : port;
  }

  private static boolean isHostName(String host) {
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      boolean allowed =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '.'
              || c == '_'
              || c == '~';
      if (!allowed) {
        return false;
      }
    }
    return true;
  }

  private static boolean isIpv6(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (Ascii.hexValue(c) < 0 && c != ':' && c != '.') {
        return false;
      }
    }
    return to > from;
  }
}
