package org.proxypass.balancer;

import java.util.List;

/** Shares of the bytes, both directions together (mod_lbmethod_bytraffic). */
final class ByTraffic implements LbMethod {

  @Override
  public Member choose(List<Member> candidates, long key, long now) {
    Member best = candidates.get(0);
    long least = best.weightedTraffic(now);
    for (int i = 1; i < candidates.size(); i++) {
      long traffic = candidates.get(i).weightedTraffic(now);
      if (traffic < least) {
        best = candidates.get(i);
        least = traffic;
      }
    }
    return best;
  }
}
