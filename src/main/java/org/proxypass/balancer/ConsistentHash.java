package org.proxypass.balancer;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.ExchangeExpressions;
import org.proxypass.expression.Template;

/**
 * The same member for the same key, as long as it has not much more than its share of the requests
 * in flight. Each key ranks the members by weighted rendezvous hashing, so that a member that goes
 * moves only its own keys; the first one of the ranking that is below its bound is taken
 * (consistent hashing with bounded loads, Mirrokni et al. 2016).
 */
final class ConsistentHash implements LbMethod {
  /** How much more than its share a member may carry. */
  static final double LOAD_BOUND = 1.25;

  private final Optional<Template> expression;

  /**
   * Hashes what {@code expression} says.
   *
   * @param expression empty for the client's address
   */
  ConsistentHash(Optional<Template> expression) {
    this.expression = expression;
  }

  @Override
  public long key(Exchange exchange) {
    return hash(
        expression.isEmpty()
            ? exchange.clientRequest().remoteAddress()
            : expression.get().expand(ExchangeExpressions.ofRequest(exchange)));
  }

  @Override
  public Member choose(List<Member> candidates, long key, long now) {
    long busy = 1;
    long weights = 0;
    for (int i = 0; i < candidates.size(); i++) {
      busy += candidates.get(i).counters().busy();
      weights += candidates.get(i).factor(now);
    }
    double bound = LOAD_BOUND * busy / weights;
    Member best = null;
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < candidates.size(); i++) {
      Member member = candidates.get(i);
      // The bounds add up to more than all requests, so at least one member is below its own.
      if (member.counters().busy() < Math.ceil(bound * member.factor(now))) {
        double rank = rank(member, key, now);
        if (best == null || rank > highest) {
          best = member;
          highest = rank;
        }
      }
    }
    return best == null ? candidates.get(0) : best;
  }

  /** Weighted rendezvous: {@code -w / ln(u)} with {@code u} even in (0, 1). */
  private static double rank(Member member, long key, long now) {
    long mixed = mix(key ^ member.nameHash());
    double even = ((mixed >>> 11) + 0.5) * 0x1p-53;
    return -member.factor(now) / Math.log(even);
  }

  /** FNV-1a with a finish that spreads it over all bits. */
  static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return mix(hash);
  }

  private static long mix(long value) {
    long mixed = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
    return mixed ^ mixed >>> 31;
  }
}
