package org.proxypass.balancer;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.BalancerSpec;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.Response;

/** Several backends behind one name, while they live. Safe for many threads. */
public final class Balancer {
  private final BalancerSpec spec;
  private final List<Member> members;

  /**
   * A balancer of {@code members}.
   *
   * @param members in configuration order; more may be added later
   */
  public Balancer(BalancerSpec spec, List<Member> members) {
    this.spec = spec;
    this.members = new CopyOnWriteArrayList<>(members);
  }

  /**
   * The balancer that {@code changed} makes of this one; this very one when nothing changed.
   *
   * @param workers finds or makes the worker of a member
   */
  Balancer successor(BalancerSpec changed, WorkerSource workers) {
    List<Member> successors = Succession.members(this, changed, workers);
    return changed.equals(spec) && successors.equals(members)
        ? this
        : new Balancer(changed, successors);
  }

  /** What it was made of. */
  public BalancerSpec spec() {
    return spec;
  }

  /** The name behind {@code balancer://}. */
  public String name() {
    return spec.name();
  }

  /** Its members, in their order. */
  public List<Member> members() {
    return members;
  }

  /**
   * Gets the response to one exchange from a member, or from another one when that fails in a way
   * that allows it.
   *
   * @throws Fault 503 when no member is usable; else that of the last attempt
   */
  public Response send(Exchange exchange, Attempt attempt) {
    Member member = elect();
    if (member == null) {
      throw Fault.backend(503, "balancer://" + name() + ": no usable member", null);
    }
    exchange.setVariable("BALANCER_NAME", "balancer://" + name());
    exchange.setVariable("BALANCER_WORKER_NAME", member.name());
    exchange.setVariable("BALANCER_WORKER_ROUTE", member.traits().route());
    return attempt.on(member);
  }

  private synchronized @Nullable Member elect() {
    Member best = null;
    int total = 0;
    for (Member member : members) {
      if (member.retryIfDue()) {
        int factor = member.traits().loadFactor();
        member.setLoadStatus(member.loadStatus() + factor);
        total += factor;
        if (best == null || member.loadStatus() > best.loadStatus()) {
          best = member;
        }
      }
    }
    if (best != null) {
      best.setLoadStatus(best.loadStatus() - total);
    }
    return best;
  }
}
