package org.proxypass.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.HostAddress;
import org.proxypass.config.HostConfig;
import org.proxypass.config.ProxyConfig;

/**
 * Name-based virtual hosts: among those whose address fits the connection, the first whose name or
 * alias is the request's host; else the first of them; else the main server.
 */
public final class HostTable {
  private static final String ANY_ADDRESS = "*";

  private record Entry(
      HostMap map, List<HostAddress> addresses, String name, List<Pattern> aliases) {

    boolean isAt(String address, int port) {
      for (HostAddress candidate : addresses) {
        if (candidate.address().equals(address)
            && (candidate.port() < 0 || candidate.port() == port)) {
          return true;
        }
      }
      return false;
    }

    boolean isNamed(String host) {
      if (host.equals(name)) {
        return true;
      }
      for (Pattern alias : aliases) {
        if (alias.matcher(host).matches()) {
          return true;
        }
      }
      return false;
    }
  }

  private final HostMap mainHost;
  private final List<Entry> entries;
  private final boolean foreignPorts;
  private final boolean namesAddresses;

  /**
   * Compiles the hosts of {@code config}.
   *
   * @param foreignPorts whether somebody else's connectors accept the connections: a {@code
   *     <VirtualHost *:80>} then also serves whatever port that is, if none names the port itself
   */
  public HostTable(ProxyConfig config, boolean foreignPorts) {
    this.foreignPorts = foreignPorts;
    this.mainHost = new HostMap(config.mainHost());
    List<Entry> compiled = new ArrayList<>();
    for (HostConfig host : config.virtualHosts()) {
      List<Pattern> aliases = host.aliases().stream().map(Glob::textPattern).toList();
      String name = host.name().map(serverName -> serverName.host()).orElse("");
      compiled.add(new Entry(new HostMap(host), host.addresses(), name, aliases));
    }
    this.entries = List.copyOf(compiled);
    this.namesAddresses =
        config.virtualHosts().stream()
            .flatMap(host -> host.addresses().stream())
            .anyMatch(address -> !address.address().equals(ANY_ADDRESS));
  }

  /** All hosts, the main server first. */
  public List<HostMap> hosts() {
    List<HostMap> all = new ArrayList<>();
    all.add(mainHost);
    entries.forEach(entry -> all.add(entry.map));
    return all;
  }

  /**
   * The host of one request.
   *
   * @param address the local address the connection arrived at
   * @param port the local port
   * @param host the request's host without port, lower case; empty when it named none
   */
  public HostMap find(String address, int port, String host) {
    if (entries.isEmpty()) {
      return mainHost;
    }
    HostMap found = findAtBest(address, port, host);
    if (found == null && foreignPorts) {
      found = findAnywhere(host);
    }
    return found == null ? mainHost : found;
  }

  /** httpd: hosts of the very address hide those of any address, whatever their names. */
  private @Nullable HostMap findAtBest(String address, int port, String host) {
    HostMap found = namesAddresses ? findAt(address, port, host) : null;
    return found == null ? findAt(ANY_ADDRESS, port, host) : found;
  }

  private @Nullable HostMap findAt(String address, int port, String host) {
    HostMap first = null;
    for (Entry entry : entries) {
      if (entry.isAt(address, port)) {
        if (entry.isNamed(host)) {
          return entry.map;
        }
        first = first == null ? entry.map : first;
      }
    }
    return first;
  }

  private HostMap findAnywhere(String host) {
    for (Entry entry : entries) {
      if (entry.isNamed(host)) {
        return entry.map;
      }
    }
    return entries.get(0).map;
  }
}
