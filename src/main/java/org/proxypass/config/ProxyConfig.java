package org.proxypass.config;

import java.util.List;

/**
 * The whole configuration, validated; equal when two carriers said the same.
 *
 * @param listens where the launcher accepts connections, in configuration order; empty when no
 *     {@code Listen} was given. A container ignores it.
 * @param global settings that hold for the process, such as {@code GracefulShutdownTimeout}
 * @param mainHost the server outside every {@code <VirtualHost>}
 * @param virtualHosts in configuration order, each with the main server's settings merged in
 */
public record ProxyConfig(
    List<ListenAddress> listens,
    Settings global,
    HostConfig mainHost,
    List<HostConfig> virtualHosts) {

  /** Copies the lists. */
  public ProxyConfig {
    listens = List.copyOf(listens);
    virtualHosts = List.copyOf(virtualHosts);
  }
}
