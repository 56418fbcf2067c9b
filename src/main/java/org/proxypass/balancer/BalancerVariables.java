package org.proxypass.balancer;

import org.jspecify.annotations.Nullable;
import org.proxypass.exchange.Exchange;

/** What rules and logs see of the balancer's choice, under httpd's names. */
final class BalancerVariables {
  private static final String ROUTE_CHANGED = "BALANCER_ROUTE_CHANGED";

  private BalancerVariables() {}

  /**
   * Sets the variables of one attempt; nothing of an earlier one stays.
   *
   * @param balancer its URL
   * @param routeChanged whether {@code member} is another one than the session's
   */
  static void set(
      Exchange exchange,
      String balancer,
      Member member,
      @Nullable Session session,
      boolean routeChanged) {
    exchange.setVariable("BALANCER_NAME", balancer);
    exchange.setVariable("BALANCER_WORKER_NAME", member.name());
    exchange.setVariable("BALANCER_WORKER_ROUTE", member.traits().route());
    if (session != null) {
      exchange.setVariable("BALANCER_SESSION_STICKY", session.name());
      exchange.setVariable("BALANCER_SESSION_ROUTE", session.route());
    }
    if (routeChanged) {
      exchange.setVariable(ROUTE_CHANGED, "1");
    } else {
      exchange.unsetVariable(ROUTE_CHANGED);
    }
  }
}
