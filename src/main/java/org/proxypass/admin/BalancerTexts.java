package org.proxypass.admin;

import java.time.Duration;
import org.proxypass.balancer.Balancer;

/** The settings of a balancer as pages show them. */
final class BalancerTexts {
  private BalancerTexts() {}

  static String method(Balancer balancer) {
    return balancer.traits().method().label();
  }

  /** {@code cookie} or {@code cookie|parameter}; empty for none. */
  static String sticky(Balancer balancer) {
    return Sticky.text(balancer.traits().stickySession());
  }

  /** How long a request waits for a member. */
  static long timeoutSeconds(Balancer balancer) {
    return balancer.traits().timeout().orElse(Duration.ZERO).toSeconds();
  }
}
