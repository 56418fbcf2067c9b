package org.proxypass.balancer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.BalancerSpec;
import org.proxypass.config.HostConfig;
import org.proxypass.config.HostIdentity;

/**
 * All balancers of a configuration while they live. A host that inherits one shares it with the
 * main server.
 */
public final class Balancers {
  private final IdentityHashMap<BalancerSpec, Balancer> bySpec = new IdentityHashMap<>();
  private final IdentityHashMap<HostConfig, Map<String, Balancer>> byHost = new IdentityHashMap<>();
  private final List<Balancer> all = new ArrayList<>();
  private final Map<Place, Balancer> byPlace = new HashMap<>();

  /** By what a balancer is known again in another version of the configuration. */
  private record Place(HostIdentity host, String balancer) {}

  /**
   * Builds the balancers of {@code hosts}.
   *
   * @param predecessor the balancers of the configuration before, which live on in these where host
   *     and name are the same; null at the start
   */
  public Balancers(List<HostConfig> hosts, WorkerSource workers, @Nullable Balancers predecessor) {
    for (HostConfig host : hosts) {
      Map<String, Balancer> named = new LinkedHashMap<>();
      for (BalancerSpec spec : host.balancers()) {
        Place place = new Place(host.identity(), spec.name());
        Balancer known = predecessor == null ? null : predecessor.byPlace.get(place);
        Balancer balancer = bySpec.computeIfAbsent(spec, added -> create(added, workers, known));
        named.put(spec.name(), balancer);
        byPlace.put(place, balancer);
      }
      byHost.put(host, named);
    }
  }

  private Balancer create(BalancerSpec spec, WorkerSource workers, @Nullable Balancer known) {
    Balancer balancer =
        known == null
            ? new Balancer(spec, members(spec, workers), workers)
            : known.successor(spec, workers);
    all.add(balancer);
    return balancer;
  }

  private static List<Member> members(BalancerSpec spec, WorkerSource workers) {
    return spec.members().stream()
        .map(
            member -> new Member(member, workers.workerOf(spec, member.worker()), System::nanoTime))
        .toList();
  }

  /** All of them, the main server's first. */
  public List<Balancer> all() {
    return Collections.unmodifiableList(all);
  }

  /** Those that {@code host} can forward to. */
  public List<Balancer> of(HostConfig host) {
    return List.copyOf(byHost.getOrDefault(host, new HashMap<>()).values());
  }

  /**
   * The balancer called {@code name} on {@code host}, or null.
   *
   * @param name lower case
   */
  public @Nullable Balancer find(HostConfig host, String name) {
    Map<String, Balancer> named = byHost.get(host);
    return named == null ? null : named.get(name);
  }
}
