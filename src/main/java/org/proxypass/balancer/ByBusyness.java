package org.proxypass.balancer;

import java.util.List;

/** The fewest requests in flight, shares of requests among equals (mod_lbmethod_bybusyness). */
final class ByBusyness implements LbMethod {

  @Override
  public Member choose(List<Member> candidates, long key, long now) {
    Member best = candidates.get(0);
    int fewest = best.counters().busy();
    int total = best.earnShare(now);
    for (int i = 1; i < candidates.size(); i++) {
      Member member = candidates.get(i);
      total += member.earnShare(now);
      int busy = member.counters().busy();
      if (busy < fewest || (busy == fewest && member.loadStatus() > best.loadStatus())) {
        best = member;
        fewest = busy;
      }
    }
    best.setLoadStatus(best.loadStatus() - total);
    return best;
  }
}
