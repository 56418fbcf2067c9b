package org.proxypass.balancer;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells an operator when something changes with the members, not with every request. */
final class BalancerLog {
  private static final Logger LOG = LoggerFactory.getLogger("org.proxypass.balancer");

  private final String balancer;
  private final AtomicBoolean allDown = new AtomicBoolean();

  BalancerLog(String balancer) {
    this.balancer = balancer;
  }

  /** A request put {@code member} in error. */
  void failed(Member member, String reason) {
    if (member.fail()) {
      LOG.warn(
          "{}: {} is left alone for {} s: {}",
          balancer,
          member.name(),
          member.traits().retry().toSeconds(),
          reason);
    }
  }

  /** {@code member} answered a request. */
  void succeeded(Member member) {
    if (member.succeed()) {
      LOG.info("{}: {} answers again", balancer, member.name());
    }
    if (allDown.get() && allDown.compareAndSet(true, false)) {
      LOG.info("{}: requests are answered again", balancer);
    }
  }

  /** No member could take a request. */
  void noneUsable(String reason) {
    if (allDown.compareAndSet(false, true)) {
      LOG.error("{}; requests get 503 until one is back", reason);
    }
  }
}
