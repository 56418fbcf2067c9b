package org.proxypass.launcher;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.proxypass.config.HostAddress;
import org.proxypass.config.HostConfig;
import org.proxypass.config.ListenAddress;
import org.proxypass.config.ProxyConfig;
import org.proxypass.config.Settings;

/** Configurations that say nothing but where to listen. */
final class Configs {
  private Configs() {}

  static ProxyConfig listening(List<ListenAddress> listens) {
    return new ProxyConfig(listens, Settings.EMPTY, host(List.of()), List.of());
  }

  static ProxyConfig hosts(HostAddress... addresses) {
    List<HostConfig> hosts =
        Arrays.stream(addresses).map(address -> host(List.of(address))).toList();
    return new ProxyConfig(List.of(), Settings.EMPTY, host(List.of()), hosts);
  }

  private static HostConfig host(List<HostAddress> addresses) {
    return new HostConfig(
        addresses,
        Optional.empty(),
        List.of(),
        Settings.EMPTY,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
