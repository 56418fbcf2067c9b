package org.proxypass.exchange;

/**
 * What the client calls us, for links back to us (UseCanonicalName).
 *
 * @param scheme {@code http} or {@code https}
 * @param authority {@code host[:port]}, the port left out when it is the scheme's own
 * @param serverName our own name without port: X-Forwarded-Server, Via
 * @param contextPath the path our mappings are relative to: empty, or starting with {@code /} and
 *     not ending with one
 */
public record PublicAddress(
    String scheme, String authority, String serverName, String contextPath) {

  /** {@code scheme://authority}. */
  public String origin() {
    return scheme + "://" + authority;
  }
}
