package org.proxypass.http;

import java.util.Set;

/** Which fields may stand in a trailer section (RFC 9110 §6.5.1). */
public final class Trailers {
  /** Fields for framing, routing, conditions, authentication, and how to process the content. */
  private static final Set<String> FORBIDDEN =
      Set.of(
          "accept-ranges",
          "age",
          "authorization",
          "cache-control",
          "connection",
          "content-encoding",
          "content-length",
          "content-range",
          "content-type",
          "cookie",
          "date",
          "expect",
          "expires",
          "forwarded",
          "host",
          "if-match",
          "if-modified-since",
          "if-none-match",
          "if-range",
          "if-unmodified-since",
          "keep-alive",
          "location",
          "max-forwards",
          "pragma",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "range",
          "retry-after",
          "set-cookie",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "vary",
          "via",
          "warning",
          "www-authenticate");

  private Trailers() {}

  /** Whether a field called {@code name} must not be sent as a trailer. */
  public static boolean isForbidden(String name) {
    String lower = Ascii.lower(name);
    return FORBIDDEN.contains(lower) || lower.startsWith("x-forwarded-");
  }
}
