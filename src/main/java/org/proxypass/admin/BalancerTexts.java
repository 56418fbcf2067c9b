package org.proxypass.admin;

import java.time.Duration;
import org.proxypass.balancer.Balancer;
import org.proxypass.config.BalancerSettings;
import org.proxypass.config.Settings;

/** The settings of a balancer as pages show them. */
final class BalancerTexts {
  private BalancerTexts() {}

  static String method(Balancer balancer) {
    return settings(balancer).get(BalancerSettings.METHOD).label();
  }

  /** {@code cookie} or {@code cookie|parameter}; empty for none. */
  static String sticky(Balancer balancer) {
    return Sticky.text(settings(balancer).get(BalancerSettings.STICKY_SESSION));
  }

  /** How long a request waits for a member. */
  static long timeoutSeconds(Balancer balancer) {
    return settings(balancer).get(BalancerSettings.TIMEOUT).orElse(Duration.ZERO).toSeconds();
  }

  private static Settings settings(Balancer balancer) {
    return balancer.spec().parameters();
  }
}
