package org.proxypass.balancer;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.BalancerSpec;
import org.proxypass.config.MemberFlag;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.Fault;

/**
 * Who gets a request: the member of its session, or an elected one. All elections of a balancer are
 * made under one lock, so that shares are exact.
 */
final class Selector {
  private final BalancerSpec spec;
  private final List<Member> members;
  private final BalancerLog log;
  private final LongSupplier nanoClock;
  private final ReentrantLock lock;
  private final Condition changed;
  private final Candidates candidates = new Candidates();
  private volatile LbMethod method;
  private BalancerTraits traits;

  /**
   * A selector among {@code members}.
   *
   * @param members may grow
   */
  Selector(
      BalancerSpec spec,
      List<Member> members,
      BalancerTraits traits,
      BalancerLog log,
      LongSupplier nanoClock) {
    this(spec, members, traits, log, nanoClock, new ReentrantLock(), null);
  }

  private Selector(
      BalancerSpec spec,
      List<Member> members,
      BalancerTraits traits,
      BalancerLog log,
      LongSupplier nanoClock,
      ReentrantLock lock,
      @Nullable Condition changed) {
    this.spec = spec;
    this.lock = lock;
    this.changed = changed == null ? lock.newCondition() : changed;
    this.log = log;
    this.members = members;
    this.nanoClock = nanoClock;
    this.traits = traits;
    this.method = LbMethods.of(traits.method(), spec.parameters());
  }

  /**
   * A selector that shares members with this one while requests of both are in flight: under the
   * same lock, and waking those that wait here. Another method begins with new books.
   */
  Selector successor(
      BalancerSpec changedSpec, List<Member> others, BalancerTraits now, BalancerLog itsLog) {
    lock.lock();
    try {
      if (now.method() != traits.method()) {
        others.forEach(Member::reset);
      }
    } finally {
      lock.unlock();
    }
    return new Selector(changedSpec, others, now, itsLog, nanoClock, lock, changed);
  }

  /**
   * Chooses a member; it counts as busy and elected from then on.
   *
   * @param session null when the request belongs to none
   * @param avoided elected only when there is nobody else; null for none
   * @throws Fault 503 when there is none
   */
  Member select(Exchange exchange, @Nullable Session session, @Nullable Member avoided) {
    LbMethod current = method;
    long key = current.key(exchange);
    lock.lock();
    try {
      Recovery.force(members, traits.forceRecovery());
      Member member = session == null ? null : ofSession(session);
      if (member == null) {
        member = elect(current, key, avoided);
        if (member == null) {
          member = await(current, key);
        }
      }
      member.counters().begin();
      return member;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Member ofSession(Session session) {
    Member member = session.memberAmong(members);
    if (member != null) {
      payShare(member);
    } else if (traits.noFailover() && session.isOfAny(members)) {
      throw Fault.backend(
          503, label() + ": no member of route '" + session.route() + "' is usable", null);
    }
    return member;
  }

  /** A session's member counts as elected, so that the shares of all requests come out right. */
  private void payShare(Member chosen) {
    long now = nanoClock.getAsLong();
    int total = 0;
    for (Member member : members) {
      if (member.state().usable()) {
        total += member.earnShare(now);
      }
    }
    chosen.setLoadStatus(chosen.loadStatus() - total);
  }

  private @Nullable Member elect(LbMethod current, long key, @Nullable Member avoided) {
    List<Member> usable = candidates.among(members, avoided);
    if (usable.isEmpty() && avoided != null) {
      usable = candidates.among(members, null);
    }
    return usable.isEmpty() ? null : current.choose(usable, key, nanoClock.getAsLong());
  }

  /** The balancer's timeout: waits for a member to become usable. */
  private Member await(LbMethod current, long key) {
    long timeout = traits.timeout().isEmpty() ? 0 : traits.timeout().get().toNanos();
    long deadline = nanoClock.getAsLong() + timeout;
    for (long left = timeout; left > 0; left = deadline - nanoClock.getAsLong()) {
      try {
        changed.awaitNanos(Math.min(left, nextRetry()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Fault.internal(503, label() + ": interrupted", e);
      }
      Member member = elect(current, key, null);
      if (member != null) {
        return member;
      }
    }
    String reason =
        label()
            + (members.isEmpty()
                ? " has no members"
                : " has no usable member: all are in error or switched off");
    log.noneUsable(reason);
    throw Fault.backend(503, reason, null);
  }

  private long nextRetry() {
    long next = TimeUnit.HOURS.toNanos(1);
    for (Member member : members) {
      next = Math.min(next, member.retryDueIn());
    }
    return next;
  }

  private String label() {
    return "balancer://" + spec.name();
  }

  /** Whether a request that failed at {@code member} would find another one. */
  boolean hasOther(Member member) {
    for (Member other : members) {
      if (other != member && other.state().usable() && !other.state().has(MemberFlag.DRAINING)) {
        return true;
      }
    }
    return false;
  }

  /** Wakes those that wait for a member. */
  void somethingChanged() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void change(BalancerTraits other) {
    lock.lock();
    try {
      if (other.method() != traits.method()) {
        method = LbMethods.of(other.method(), spec.parameters());
        members.forEach(Member::reset);
      }
      traits = other;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void change(Member member, MemberTraits other) {
    lock.lock();
    try {
      boolean weighs = other.loadFactor() != member.traits().loadFactor();
      member.change(other);
      if (weighs) {
        members.forEach(each -> each.setLoadStatus(each.traits().loadFactor()));
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean setFlag(Member member, MemberFlag flag, boolean up) {
    lock.lock();
    try {
      boolean usable = member.state().usable();
      boolean different = member.state().set(flag, up);
      if (!usable && member.state().usable()) {
        members.forEach(Member::reset);
      }
      changed.signalAll();
      return different;
    } finally {
      lock.unlock();
    }
  }

  int loadStatus(Member member) {
    lock.lock();
    try {
      return member.loadStatus();
    } finally {
      lock.unlock();
    }
  }
}
