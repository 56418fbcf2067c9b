package org.proxypass.access;

/** Whether a host lies in a domain (httpd's in_domain). */
final class HostSuffix {
  private HostSuffix() {}

  /**
   * Whether {@code host} is {@code domain} or ends with it at a label border.
   *
   * @param domain lower case; with a dot in front the domain itself does not count
   * @param host lower case
   */
  static boolean matches(String domain, String host) {
    if (domain.isEmpty() || !host.endsWith(domain)) {
      return false;
    }
    int border = host.length() - domain.length();
    return border == 0 || domain.charAt(0) == '.' || host.charAt(border - 1) == '.';
  }
}
