package org.proxypass.balancer;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.proxypass.config.BalancerSettings;
import org.proxypass.config.BalancerSpec;
import org.proxypass.config.MemberFlag;
import org.proxypass.config.MemberSpec;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.Response;

/** Several backends behind one name, while they live. Safe for many threads. */
public final class Balancer {
  private final BalancerSpec spec;
  private final List<Member> members;
  private final WorkerSource workers;
  private final LongSupplier nanoClock;
  private final Selector selector;
  private final Failover failover;
  private final StickyCookies stickyCookies;
  private volatile BalancerTraits traits;

  /**
   * A balancer of {@code members}.
   *
   * @param members in configuration order; more may be added later
   * @param workers makes the workers of members that are added
   */
  public Balancer(BalancerSpec spec, List<Member> members, WorkerSource workers) {
    this(spec, members, workers, System::nanoTime);
  }

  /**
   * A balancer by another clock.
   *
   * @param nanoClock as {@link System#nanoTime}
   */
  Balancer(BalancerSpec spec, List<Member> members, WorkerSource workers, LongSupplier nanoClock) {
    this.spec = spec;
    this.members = new CopyOnWriteArrayList<>(members);
    this.workers = workers;
    this.nanoClock = nanoClock;
    this.traits = BalancerTraits.of(spec.parameters());
    this.stickyCookies = new StickyCookies(spec);
    BalancerLog log = new BalancerLog("balancer://" + spec.name());
    this.selector = new Selector(spec, this.members, traits, log, nanoClock);
    this.failover = new Failover(spec, this.members, selector, stickyCookies, log, nanoClock);
    members.forEach(this::adopt);
  }

  private void adopt(Member member) {
    member.setStickyValue(stickyCookies.valueOf(member));
    member.onRecovery(selector::somethingChanged);
  }

  private Balancer(Balancer predecessor, BalancerSpec spec, WorkerSource workers) {
    this.spec = spec;
    this.nanoClock = predecessor.nanoClock;
    this.members =
        new CopyOnWriteArrayList<>(Succession.members(predecessor, spec, workers, nanoClock));
    this.workers = workers;
    this.traits =
        predecessor.traits.reconfigured(
            BalancerTraits.of(predecessor.spec.parameters()), BalancerTraits.of(spec.parameters()));
    this.stickyCookies = new StickyCookies(spec);
    BalancerLog log = new BalancerLog("balancer://" + spec.name());
    this.selector = predecessor.selector.successor(spec, members, traits, log);
    this.failover = new Failover(spec, members, selector, stickyCookies, log, nanoClock);
    members.forEach(this::adopt);
  }

  /**
   * The balancer that {@code changed} makes of this one: members live on, and so does what was
   * changed by hand unless the configuration changed that very thing.
   *
   * @param source finds or makes the worker of a member
   */
  Balancer successor(BalancerSpec changed, WorkerSource source) {
    return new Balancer(this, changed, source);
  }

  /** What it was made of. */
  public BalancerSpec spec() {
    return spec;
  }

  /** The name behind {@code balancer://}. */
  public String name() {
    return spec.name();
  }

  /** Its members, in their order; a live view. */
  public List<Member> members() {
    return Collections.unmodifiableList(members);
  }

  /** What can be changed of it. */
  public BalancerTraits traits() {
    return traits;
  }

  /**
   * Changes it from the next request on. Another method begins with new books for every member, as
   * in httpd.
   */
  public void change(BalancerTraits other) {
    selector.change(other);
    traits = other;
  }

  /**
   * Changes a member. With another factor every member's load status becomes its factor, as in
   * httpd's manager.
   */
  public void change(Member member, MemberTraits other) {
    selector.change(member, other);
  }

  /**
   * Puts a flag of a member up or down. A member that becomes usable by that begins, as all others,
   * with new books, as in httpd's manager.
   *
   * @return whether that changed it
   */
  public boolean setFlag(Member member, MemberFlag flag, boolean up) {
    return selector.setFlag(member, flag, up);
  }

  /** How many members may still be added. */
  public int freeSlots() {
    int added = members.size() - spec.members().size();
    return Math.max(0, spec.parameters().get(BalancerSettings.GROWTH) - added);
  }

  /**
   * Adds a member. It begins {@link MemberFlag#DISABLED disabled}.
   *
   * @throws IllegalStateException when there is no free slot
   * @throws IllegalArgumentException when there is a member with this URL
   */
  public synchronized Member add(MemberSpec added) {
    if (freeSlots() == 0) {
      throw new IllegalStateException("balancer://" + name() + " has no free slot for a member");
    }
    Member member = new Member(added, workers.workerOf(spec, added.worker()), nanoClock);
    if (members.stream().anyMatch(other -> other.name().equals(member.name()))) {
      throw new IllegalArgumentException(
          member.name() + " is a member of balancer://" + name() + " already");
    }
    member.state().set(MemberFlag.DISABLED, true);
    adopt(member);
    members.add(member);
    return member;
  }

  /** The status by which the method of requests decides (httpd: lbstatus, Load). */
  public int loadStatus(Member member) {
    return selector.loadStatus(member);
  }

  /**
   * Gets the response to one exchange from a member, or from another one when that fails in a way
   * that allows it. The response counts as in flight until its body is ended.
   *
   * @param requestTarget path and query behind the balancer's name, where a session is looked for
   * @throws Fault 503 when no member is usable; else that of the last attempt
   */
  public Response send(Exchange exchange, String requestTarget, Attempt attempt) {
    return failover.send(traits, exchange, requestTarget, attempt);
  }
}
