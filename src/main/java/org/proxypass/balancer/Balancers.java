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

/**
 * All balancers of a configuration while they live. A host that inherits one shares it with the
 * main server.
 */
public final class Balancers {
  private final IdentityHashMap<BalancerSpec, Balancer> bySpec = new IdentityHashMap<>();
  private final IdentityHashMap<HostConfig, Map<String, Balancer>> byHost = new IdentityHashMap<>();
  private final List<Balancer> all = new ArrayList<>();

  /** Builds the balancers of {@code hosts}. */
  public Balancers(List<HostConfig> hosts, WorkerSource workers) {
    for (HostConfig host : hosts) {
      Map<String, Balancer> named = new LinkedHashMap<>();
      for (BalancerSpec spec : host.balancers()) {
        named.put(spec.name(), bySpec.computeIfAbsent(spec, added -> create(added, workers)));
      }
      byHost.put(host, named);
    }
  }

  private Balancer create(BalancerSpec spec, WorkerSource workers) {
    List<Member> members = new ArrayList<>();
    spec.members()
        .forEach(
            member ->
                members.add(
                    new Member(member, workers.workerOf(spec, member.worker()), System::nanoTime)));
    Balancer balancer = new Balancer(spec, members, workers);
    all.add(balancer);
    return balancer;
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
