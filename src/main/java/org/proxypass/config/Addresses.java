package org.proxypass.config;

import org.proxypass.http.Ascii;
import org.proxypass.http.Authority;

/** The addresses in Listen, {@code <VirtualHost>} and ServerName. */
final class Addresses {
  private static final int HIGHEST_PORT = 65_535;

  private Addresses() {}

  /** Parses {@code [address:]port} and the optional protocol ({@code ""} when not given). */
  static ListenAddress listen(String text, String protocol) throws InvalidDirectiveException {
    int colon = text.lastIndexOf(':');
    int port = port(text.substring(colon + 1), text);
    String address = colon < 0 ? "" : withoutBrackets(text.substring(0, colon), text);
    String lower = Ascii.lower(protocol);
    if (!lower.isEmpty() && !lower.equals("http") && !lower.equals("https")) {
      throw new InvalidDirectiveException(
          "protocol '" + protocol + "' is not supported; allowed are http and https");
    }
    // httpd takes port 443 for https when no protocol is written.
    String effective = lower.isEmpty() ? (port == 443 ? "https" : "http") : lower;
    return new ListenAddress(address.equals("*") ? "" : address, port, effective);
  }

  /** Parses one address of a {@code <VirtualHost>}. */
  static HostAddress virtualHost(String text) throws InvalidDirectiveException {
    boolean brackets = text.startsWith("[");
    int colon = brackets ? text.indexOf("]:") + 1 : text.indexOf(':');
    boolean withPort = colon > 0;
    String host = withoutBrackets(withPort ? text.substring(0, colon) : text, text);
    String port = withPort ? text.substring(colon + 1) : "*";
    String address = host.equalsIgnoreCase("_default_") ? "*" : host;
    if (!address.equals("*") && !isLiteral(address)) {
      throw new InvalidDirectiveException(
          "'"
              + host
              + "' is not an address; allowed are *, _default_ and literal addresses, names"
              + " belong to ServerName");
    }
    return new HostAddress(address, port.equals("*") ? -1 : port(port, text));
  }

  /** Parses {@code [scheme://]host[:port]}. */
  static ServerName serverName(String text) throws InvalidDirectiveException {
    int schemeEnd = text.indexOf("://");
    String scheme = schemeEnd < 0 ? "" : Ascii.lower(text.substring(0, schemeEnd));
    if (!scheme.isEmpty() && !scheme.equals("http") && !scheme.equals("https")) {
      throw new InvalidDirectiveException(
          "scheme '" + scheme + "' is not allowed; allowed are http and https");
    }
    Authority authority = Authority.parse(schemeEnd < 0 ? text : text.substring(schemeEnd + 3));
    if (authority == null || authority.host().isEmpty()) {
      throw new InvalidDirectiveException(
          "'" + text + "' is not of the form [scheme://]host[:port]");
    }
    return new ServerName(scheme, authority.host(), authority.port());
  }

  private static int port(String text, String whole) throws InvalidDirectiveException {
    boolean digits =
        !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    int port = digits ? Integer.parseInt(text) : HIGHEST_PORT + 1;
    if (port > HIGHEST_PORT) {
      throw new InvalidDirectiveException(
          "'" + whole + "' has no valid port; allowed are 0 to " + HIGHEST_PORT);
    }
    return port;
  }

  private static String withoutBrackets(String host, String whole)
      throws InvalidDirectiveException {
    boolean opened = host.startsWith("[");
    boolean colons = host.indexOf(':') >= 0;
    Authority literal = Authority.parse(host);
    if (host.equals("*")) {
      return host;
    }
    if (literal == null || host.isEmpty() || colons != opened) {
      throw new InvalidDirectiveException(
          "'" + whole + "' has no valid address; an IPv6 address stands in brackets");
    }
    return literal.host();
  }

  private static boolean isLiteral(String address) {
    return address.indexOf(':') >= 0
        || address.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }
}
