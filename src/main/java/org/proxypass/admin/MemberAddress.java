package org.proxypass.admin;

import java.net.InetAddress;
import org.proxypass.http.IpAddress;

/**
 * Which literal addresses a form may make a member. Link-local ones answer machines about
 * themselves (RFC 3927 §2.7: never forwarded), credentials of cloud machines among them; whoever
 * has such a backend names it in the configuration.
 */
final class MemberAddress {
  private MemberAddress() {}

  /** Whether {@code host}, a name or a literal without brackets, may be a member. */
  static boolean isAllowed(String host) {
    IpAddress literal = IpAddress.parse(host);
    if (literal == null) {
      // The JDK takes 2852039166 and 169.16689662 for addresses, too.
      return !host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }
    InetAddress address = literal.toInetAddress();
    return !address.isLinkLocalAddress()
        && !address.isAnyLocalAddress()
        && !address.isMulticastAddress();
  }
}
