package org.proxypass.balancer;

import java.util.List;

/** Shares of the number of requests (mod_lbmethod_byrequests). */
final class ByRequests implements LbMethod {

  @Override
  public Member choose(List<Member> candidates, long key, long now) {
    Member best = candidates.get(0);
    int total = 0;
    for (int i = 0; i < candidates.size(); i++) {
      Member member = candidates.get(i);
      total += member.earnShare(now);
      if (member.loadStatus() > best.loadStatus()) {
        best = member;
      }
    }
    best.setLoadStatus(best.loadStatus() - total);
    return best;
  }
}
