package org.proxypass.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The balancers of one host while the configuration is read. */
final class BalancerTable {
  private final Map<String, BalancerBuilder> byName = new LinkedHashMap<>();
  private @Nullable Map<String, BalancerSpec> finished;

  /** The balancer called {@code name} (lower case), a new one unless it is known. */
  BalancerBuilder get(String name) {
    return byName.computeIfAbsent(name, BalancerBuilder::new);
  }

  /** The balancer called {@code name} (lower case), or null. */
  @Nullable BalancerBuilder find(String name) {
    return byName.get(name);
  }

  /**
   * The finished balancers, own ones first. A name of which this host says nothing but that it
   * forwards there means the inherited balancer, if there is one: its very object. Where this host
   * names parameters but no member, it has a balancer of its own with the inherited members.
   *
   * @param growth BalancerGrowth of this host, or empty
   * @param inherited the table of the main server, which is finished; null for none
   */
  List<BalancerSpec> finish(Optional<Integer> growth, @Nullable BalancerTable inherited) {
    Map<String, BalancerSpec> own = new LinkedHashMap<>();
    byName.forEach((name, balancer) -> own.put(name, balancer.build(growth)));
    finished = own;
    Map<String, BalancerSpec> all = new LinkedHashMap<>(own);
    if (inherited != null && inherited.finished != null) {
      inherited.finished.forEach(
          (name, spec) -> {
            BalancerBuilder here = byName.get(name);
            if (here == null || here.isBare()) {
              all.put(name, spec);
            } else if (here.isEmpty()) {
              all.put(name, here.over(spec));
            }
          });
    }
    return new ArrayList<>(all.values());
  }
}
