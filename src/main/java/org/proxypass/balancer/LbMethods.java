package org.proxypass.balancer;

import org.proxypass.config.BalancerSettings;
import org.proxypass.config.Settings;

/** The methods by their names. */
final class LbMethods {
  private LbMethods() {}

  /** A new {@code method} for a balancer with these parameters. */
  static LbMethod of(BalancerSettings.Method method, Settings parameters) {
    return switch (method) {
      case BY_REQUESTS -> new ByRequests();
      case BY_TRAFFIC -> new ByTraffic();
      case BY_BUSYNESS -> new ByBusyness();
      case LEAST_TIME -> new LeastTime();
      case HASH -> new ConsistentHash(parameters.get(BalancerSettings.HASH_KEY));
    };
  }
}
