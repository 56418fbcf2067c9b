package org.proxypass.balancer;

import java.util.List;
import org.proxypass.exchange.Exchange;

/** Who of several usable members gets a request. Called under the lock of its balancer. */
interface LbMethod {

  /** What of the request counts, found out before the lock is taken; 0 when nothing does. */
  default long key(Exchange exchange) {
    return 0;
  }

  /**
   * Chooses, and keeps the books for the next choice.
   *
   * @param candidates all are usable; never empty; in configuration order, spares behind
   * @param key of the request, see {@link #key}
   * @param now in nanoseconds
   */
  Member choose(List<Member> candidates, long key, long now);
}
