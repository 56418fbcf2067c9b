package org.proxypass.http;

import org.jspecify.annotations.Nullable;

/**
 * The address of a backend as configured: scheme and host in lower case, the effective port, and
 * the path as written (empty when the URL ends after the authority). Compared by these four.
 */
public final class BackendUrl {
  private final String scheme;
  private final String host;
  private final int port;
  private final String path;
  private final String authority;

  /**
   * An address of these parts.
   *
   * @param scheme {@code http}, {@code https}, {@code ws}, {@code wss}, or {@code balancer} for a
   *     name that stands for several backends
   * @param host name or address; IPv6 without brackets; the name of a balancer
   * @param port 1–65535; 0 for a balancer
   * @param path empty, or starting with {@code /}
   */
  public BackendUrl(String scheme, String host, int port, String path) {
    this.scheme = scheme;
    this.host = host;
    this.port = port;
    this.path = path;
    String shown = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    Integer defaultPort = defaultPort(scheme);
    this.authority = defaultPort != null && defaultPort == port ? shown : shown + ":" + port;
  }

  /**
   * Parses {@code scheme://host[:port][/path]}.
   *
   * @throws IllegalArgumentException saying what is wrong, in words for an administrator
   */
  public static BackendUrl parse(String text) {
    int schemeEnd = text.indexOf("://");
    if (schemeEnd <= 0) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a URL of the form http://host/path");
    }
    String scheme = Ascii.lower(text.substring(0, schemeEnd));
    Integer defaultPort = defaultPort(scheme);
    if (defaultPort == null) {
      throw new IllegalArgumentException(
          "scheme '"
              + scheme
              + "' is not supported; allowed are http, https, ws, wss and balancer");
    }
    int pathStart = text.indexOf('/', schemeEnd + 3);
    String authority =
        pathStart < 0 ? text.substring(schemeEnd + 3) : text.substring(schemeEnd + 3, pathStart);
    String path = pathStart < 0 ? "" : text.substring(pathStart);
    if (authority.indexOf('@') >= 0) {
      throw new IllegalArgumentException("'" + text + "' must not hold user information");
    }
    Authority parsed = Authority.parse(authority);
    if (parsed == null || parsed.host().isEmpty()) {
      throw new IllegalArgumentException("'" + text + "' has no valid host[:port]");
    }
    int port = parsed.port() < 0 ? defaultPort : parsed.port();
    return new BackendUrl(scheme, parsed.host(), port, path);
  }

  private static @Nullable Integer defaultPort(String scheme) {
    return switch (scheme) {
      case "http", "ws" -> 80;
      case "https", "wss" -> 443;
      case "balancer" -> 0;
      default -> null;
    };
  }

  /** The scheme in lower case. */
  public String scheme() {
    return scheme;
  }

  /** Name or address; IPv6 without brackets; the name of a balancer. */
  public String host() {
    return host;
  }

  /** 1–65535; 0 for a balancer. */
  public int port() {
    return port;
  }

  /** Empty, or starting with {@code /}. */
  public String path() {
    return path;
  }

  /** Whether the backend speaks TLS. */
  public boolean secure() {
    return scheme.equals("https") || scheme.equals("wss");
  }

  /** Whether this is the name of a balancer and no address at all. */
  public boolean isBalancer() {
    return scheme.equals("balancer");
  }

  /** {@code host[:port]}, the port left out when it is the scheme's own (RFC 9110 §7.2). */
  public String authority() {
    return authority;
  }

  /** {@code scheme://authority}, without path. */
  public String origin() {
    return scheme + "://" + authority();
  }

  @Override
  public String toString() {
    return origin() + path;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BackendUrl that
        && scheme.equals(that.scheme)
        && host.equals(that.host)
        && port == that.port
        && path.equals(that.path);
  }

  @Override
  public int hashCode() {
    return ((scheme.hashCode() * 31 + host.hashCode()) * 31 + port) * 31 + path.hashCode();
  }
}
