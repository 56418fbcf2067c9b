package org.proxypass.balancer;

import java.util.List;

/**
 * The lowest recent latency times requests in flight, by weight. A member that nothing is known of
 * is asked once before the others, and then not again before its first answer.
 */
final class LeastTime implements LbMethod {

  @Override
  public Member choose(List<Member> candidates, long key, long now) {
    Member best = candidates.get(0);
    double least = cost(best, now);
    for (int i = 1; i < candidates.size(); i++) {
      double cost = cost(candidates.get(i), now);
      if (cost < least) {
        best = candidates.get(i);
        least = cost;
      }
    }
    return best;
  }

  private static double cost(Member member, long now) {
    int busy = member.counters().busy();
    return member.latency().nanos(now, busy) * (busy + 1) / member.factor(now);
  }
}
