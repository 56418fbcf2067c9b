package org.proxypass.http;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The names most messages use, so that reading one creates no string for them. */
public final class FieldNames {
  private static final int SLOTS = 1024;
  private static final @Nullable String[] NAMES = new @Nullable String[SLOTS];

  static {
    String[] usual = {
      "Accept",
      "Accept-Charset",
      "Accept-Encoding",
      "Accept-Language",
      "Accept-Ranges",
      "Access-Control-Allow-Origin",
      "Age",
      "Allow",
      "Alt-Svc",
      "Authorization",
      "Cache-Control",
      "Connection",
      "Content-Disposition",
      "Content-Encoding",
      "Content-Language",
      "Content-Length",
      "Content-Location",
      "Content-Range",
      "Content-Security-Policy",
      "Content-Type",
      "Cookie",
      "DNT",
      "Date",
      "ETag",
      "Expect",
      "Expires",
      "Forwarded",
      "Host",
      "If-Modified-Since",
      "If-None-Match",
      "Keep-Alive",
      "Last-Modified",
      "Link",
      "Location",
      "Origin",
      "Permissions-Policy",
      "Pragma",
      "Priority",
      "Range",
      "Referer",
      "Referrer-Policy",
      "Retry-After",
      "Sec-Fetch-Dest",
      "Sec-Fetch-Mode",
      "Sec-Fetch-Site",
      "Sec-Fetch-User",
      "Sec-GPC",
      "Server",
      "Set-Cookie",
      "Strict-Transport-Security",
      "Trailer",
      "Transfer-Encoding",
      "Upgrade",
      "Upgrade-Insecure-Requests",
      "User-Agent",
      "Vary",
      "Via",
      "WWW-Authenticate",
      "X-Content-Type-Options",
      "X-Forwarded-For",
      "X-Forwarded-Host",
      "X-Forwarded-Proto",
      "X-Forwarded-Server",
      "X-Frame-Options",
      "X-Powered-By",
      "X-Request-Id",
      "X-XSS-Protection"
    };
    for (String name : usual) {
      enter(name);
      enter(name.toLowerCase(java.util.Locale.ROOT));
    }
  }

  private FieldNames() {}

  private static void enter(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
    NAMES[slot(bytes, 0, bytes.length)] = name;
  }

  /** The name that stands in {@code bytes}, one character a byte; must not be empty. */
  public static String text(byte[] bytes, int from, int to) {
    String known = NAMES[slot(bytes, from, to)];
    return known != null && equals(known, bytes, from, to)
        ? known
        : new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private static int slot(byte[] bytes, int from, int to) {
    int length = to - from;
    int mixed = bytes[from] * 31 + bytes[to - 1];
    mixed = mixed * 31 + bytes[from + length / 2];
    return (mixed * 31 + length) & (SLOTS - 1);
  }

  private static boolean equals(String known, byte[] bytes, int from, int to) {
    int length = to - from;
    if (known.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (known.charAt(i) != bytes[from + i]) {
        return false;
      }
    }
    return true;
  }
}
