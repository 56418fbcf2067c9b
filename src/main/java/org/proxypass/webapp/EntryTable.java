package org.proxypass.webapp;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.proxypass.admin.EntryFigures;
import org.proxypass.admin.EntryName;
import org.proxypass.admin.Statistics;
import org.proxypass.config.ForwardingSettings;
import org.proxypass.config.HandlerSettings;
import org.proxypass.config.HostAddress;
import org.proxypass.config.HostConfig;
import org.proxypass.config.MappingSpec;
import org.proxypass.config.Settings;
import org.proxypass.mapping.MappingResult;

/** In whose figures each request of one configuration is counted. Immutable once built. */
final class EntryTable {
  // By identity: a mapping result carries the very object of the configuration.
  private final IdentityHashMap<MappingSpec, EntryFigures> bySpec = new IdentityHashMap<>();
  private final Map<EntryName, EntryFigures> byName = new LinkedHashMap<>();
  private final Statistics statistics;
  private final EntryFigures rules;
  private final EntryFigures local;

  /** The table of {@code hosts}, which share an entry that they inherit. */
  EntryTable(List<HostConfig> hosts, Statistics statistics) {
    this.statistics = statistics;
    for (HostConfig host : hosts) {
      String name = host.addresses().isEmpty() ? "" : nameOf(host);
      host.mappings().forEach(spec -> add(name, spec));
      addLocation(name, host.settings());
      host.locations().forEach(location -> addLocation(name, location.settings()));
    }
    this.rules = named(EntryName.RULES);
    this.local = named(EntryName.LOCAL);
  }

  private static String nameOf(HostConfig host) {
    HostAddress first = host.addresses().get(0);
    String address = first.port() < 0 ? first.address() : first.address() + ":" + first.port();
    return host.name().map(serverName -> serverName.host()).orElse(address);
  }

  private void addLocation(String host, Settings settings) {
    settings.get(ForwardingSettings.LOCATION_MAPPING).ifPresent(spec -> add(host, spec));
  }

  private void add(String host, MappingSpec spec) {
    if (!spec.excludes() && !bySpec.containsKey(spec)) {
      bySpec.put(spec, named(new EntryName(host, spec.pattern().text(), spec.target())));
    }
  }

  private EntryFigures named(EntryName name) {
    return byName.computeIfAbsent(name, statistics::entry);
  }

  /** The figures that {@code passage} is counted in. */
  EntryFigures of(Passage passage) {
    if (!(passage.result() instanceof MappingResult.Forward forward)
        || passage.settings().get(HandlerSettings.HANDLER).isPresent()) {
      return local;
    }
    @Nullable MappingSpec entry = forward.entry();
    return entry == null ? rules : bySpec.getOrDefault(entry, rules);
  }

  /** All figures, in the order of the configuration. */
  Map<EntryName, EntryFigures> all() {
    return Collections.unmodifiableMap(byName);
  }
}
