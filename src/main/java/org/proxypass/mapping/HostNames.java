package org.proxypass.mapping;

import org.proxypass.config.HostConfig;
import org.proxypass.http.Authority;
import org.proxypass.http.IpAddress;

/** Whether a virtual host is called so, as far as its configuration says. */
public final class HostNames {
  private static final String LOOPBACK = "localhost";

  private HostNames() {}

  /**
   * Whether {@code authority} is the ServerName or a ServerAlias of {@code host}, an address, or
   * this machine's own name for itself: none of these is a stranger's to give away. True where no
   * ServerName is configured.
   *
   * @param authority as in a Host field
   */
  public static boolean include(HostConfig host, String authority) {
    Authority parsed = Authority.parse(authority);
    if (parsed == null || host.name().isEmpty()) {
      return parsed != null;
    }
    String name = parsed.host();
    return name.equals(host.name().get().host())
        || name.equals(LOOPBACK)
        || IpAddress.parse(name) != null
        || host.aliases().stream()
            .anyMatch(alias -> Glob.textPattern(alias).matcher(name).matches());
  }
}
