package org.proxypass.launcher;

import java.util.List;
import java.util.stream.Collectors;
import org.proxypass.config.ForwardingSettings;
import org.proxypass.config.HostAddress;
import org.proxypass.config.HostConfig;
import org.proxypass.config.ListenAddress;
import org.proxypass.config.LocationSpec;
import org.proxypass.config.MappingSpec;
import org.proxypass.config.PathPattern;
import org.proxypass.config.ProxyConfig;
import org.proxypass.config.ServerName;

/** The text of {@code -S}: listeners, virtual hosts and mappings in the order of their trial. */
final class HostReport {
  private final StringBuilder text = new StringBuilder();

  private HostReport() {}

  /**
   * Describes a configuration.
   *
   * @param listens the effective listeners
   * @return lines, each ended
   */
  static String of(ProxyConfig config, List<ListenAddress> listens) {
    HostReport report = new HostReport();
    listens.forEach(listen -> report.line(0, Listeners.directive(listen)));
    boolean alone = config.virtualHosts().isEmpty();
    report.line(0, alone ? "Main server" : "Main server (where no virtual host has the address)");
    report.host(config.mainHost());
    for (int i = 0; i < config.virtualHosts().size(); i++) {
      HostConfig host = config.virtualHosts().get(i);
      report.line(0, "VirtualHost " + addresses(host) + (isDefault(config, i) ? " (default)" : ""));
      report.host(host);
    }
    return report.text.toString();
  }

  /** The first host of an address answers for every name that no other one bears. */
  private static boolean isDefault(ProxyConfig config, int index) {
    List<HostAddress> addresses = config.virtualHosts().get(index).addresses();
    return addresses.stream()
        .anyMatch(
            address ->
                config.virtualHosts().subList(0, index).stream()
                    .noneMatch(earlier -> earlier.addresses().contains(address)));
  }

  private void host(HostConfig host) {
    host.name().ifPresent(name -> line(1, "ServerName " + name(name)));
    if (!host.aliases().isEmpty()) {
      line(1, "ServerAlias " + String.join(" ", host.aliases()));
    }
    for (LocationSpec location : host.locations()) {
      location
          .settings()
          .get(ForwardingSettings.LOCATION_MAPPING)
          .ifPresent(mapping -> line(1, section(location.pattern()) + " " + inLocation(mapping)));
    }
    host.mappings().forEach(mapping -> line(1, mapping(mapping)));
    boolean proxied =
        !host.mappings().isEmpty()
            || host.locations().stream()
                .anyMatch(
                    location ->
                        location.settings().get(ForwardingSettings.LOCATION_MAPPING).isPresent());
    if (!proxied) {
      line(1, "(nothing is proxied)");
    }
  }

  private static String addresses(HostConfig host) {
    return host.addresses().stream().map(HostReport::address).collect(Collectors.joining(" "));
  }

  private static String address(HostAddress address) {
    String shown =
        address.address().indexOf(':') < 0 ? address.address() : "[" + address.address() + "]";
    return shown + ":" + (address.port() < 0 ? "*" : Integer.toString(address.port()));
  }

  private static String name(ServerName name) {
    return (name.scheme().isEmpty() ? "" : name.scheme() + "://")
        + name.host()
        + (name.port() < 0 ? "" : ":" + name.port());
  }

  private static String section(PathPattern pattern) {
    return pattern instanceof PathPattern.Matching
        ? "<LocationMatch " + pattern.text() + ">"
        : "<Location " + pattern.text() + ">";
  }

  private static String inLocation(MappingSpec mapping) {
    return "ProxyPass " + target(mapping);
  }

  private static String mapping(MappingSpec mapping) {
    String directive =
        mapping.pattern() instanceof PathPattern.Matching ? "ProxyPassMatch " : "ProxyPass ";
    return directive + mapping.pattern().text() + " " + target(mapping);
  }

  private static String target(MappingSpec mapping) {
    return (mapping.excludes() ? "!" : mapping.target()) + (mapping.nocanon() ? " nocanon" : "");
  }

  private void line(int depth, String content) {
    text.append("  ".repeat(depth)).append(content).append('\n');
  }
}
