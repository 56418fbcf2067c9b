package org.proxypass.webapp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.ServerName;
import org.proxypass.config.UrlSettings.CanonicalName;
import org.proxypass.exchange.ClientRequest;
import org.proxypass.exchange.PublicAddress;
import org.proxypass.http.Authority;
import org.proxypass.mapping.HostMap;

/** Finds out what a client calls us (ap_get_server_name, ap_get_server_port). */
final class PublicAddresses {
  private final String defaultServerName;
  // One entry for each of our own addresses; a look-up for every request would be too slow.
  private final Map<String, String> namesByAddress = new ConcurrentHashMap<>();

  /**
   * Creates a finder.
   *
   * @param defaultServerName what we call ourselves where no ServerName is configured
   */
  PublicAddresses(String defaultServerName) {
    this.defaultServerName = defaultServerName;
  }

  /**
   * Our address for one request.
   *
   * @param authority the parsed Host, or null when there is none or an invalid one
   * @param basePath the path that all of ours are relative to
   */
  PublicAddress find(
      ClientRequest client, @Nullable Authority authority, HostMap host, String basePath) {
    ServerName configured = host.config().name().orElse(null);
    String scheme =
        configured == null || configured.scheme().isEmpty() ? client.scheme() : configured.scheme();
    String serverName = configured == null ? defaultServerName : configured.host();
    CanonicalName canonicalName = host.canonicalName();
    int configuredPort = configured == null ? -1 : configured.port();
    int physicalPort = host.usesPhysicalPort() ? client.localPort() : -1;
    String clientHost = client.host();
    String shown;
    if (canonicalName == CanonicalName.ON) {
      shown = join(serverName, configuredPort > 0 ? configuredPort : physicalPort, scheme);
    } else if (canonicalName == CanonicalName.DNS) {
      int port = authority == null ? -1 : authority.port();
      int ownPort = physicalPort > 0 ? physicalPort : configuredPort;
      String name = namesByAddress.computeIfAbsent(client.localAddress(), PublicAddresses::nameOf);
      shown = join(name, port > 0 ? port : ownPort, scheme);
    } else if (clientHost == null || authority == null || authority.host().isEmpty()) {
      shown = join(serverName, configuredPort > 0 ? configuredPort : physicalPort, scheme);
    } else {
      // The client's name goes with the configured port where the client named none.
      int ownPort = physicalPort > 0 ? physicalPort : configuredPort;
      boolean asWritten = authority.port() > 0 || ownPort < 0;
      shown = asWritten ? clientHost : join(authority.host(), ownPort, scheme);
    }
    return new PublicAddress(scheme, shown, serverName, basePath);
  }

  private static String join(String host, int port, String scheme) {
    boolean own = port <= 0 || port == (scheme.equals("https") ? 443 : 80);
    String shown = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return own ? shown : shown + ":" + port;
  }

  private static String nameOf(String address) {
    try {
      return InetAddress.getByName(address).getCanonicalHostName();
    } catch (UnknownHostException e) {
      return address;
    }
  }
}
