package org.proxypass.config;

import java.util.List;
import java.util.Optional;

/**
 * The main server or one virtual host, with everything inherited already merged in.
 *
 * @param addresses what {@code <VirtualHost>} names; empty for the main server
 * @param name the {@code ServerName}, or empty
 * @param aliases {@code ServerAlias} patterns, lower case, with {@code *} and {@code ?}
 * @param settings the settings outside every section
 * @param mappings ProxyPass and ProxyPassMatch entries outside {@code <Location>}, in the order in
 *     which they are tried (the main server's before the virtual host's own)
 * @param aliasPaths {@code Alias} entries, in the order in which they are tried
 * @param locations {@code <Location>} and {@code <LocationMatch>} in merge order
 * @param proxySections {@code <Proxy>} in merge order
 * @param workers the workers of the mappings, each URL once, longest URL first
 * @param balancers those this host can forward to, each name once; one that it inherits from the
 *     main server is the very object of the main server
 */
public record HostConfig(
    List<HostAddress> addresses,
    Optional<ServerName> name,
    List<String> aliases,
    Settings settings,
    List<MappingSpec> mappings,
    List<PathAlias> aliasPaths,
    List<LocationSpec> locations,
    List<ProxySection> proxySections,
    List<WorkerSpec> workers,
    List<BalancerSpec> balancers) {

  /** Copies the lists. */
  public HostConfig {
    addresses = List.copyOf(addresses);
    aliases = List.copyOf(aliases);
    mappings = List.copyOf(mappings);
    aliasPaths = List.copyOf(aliasPaths);
    locations = List.copyOf(locations);
    proxySections = List.copyOf(proxySections);
    workers = List.copyOf(workers);
    balancers = List.copyOf(balancers);
  }

  /** By what this host is known again in another version of the configuration. */
  public HostIdentity identity() {
    // The main server is the main server whatever it calls itself.
    return new HostIdentity(addresses, addresses.isEmpty() ? Optional.empty() : name);
  }
}
