package org.proxypass.balancer;

import java.util.function.LongSupplier;
import org.proxypass.backend.Worker;
import org.proxypass.config.HealthCheckSettings;
import org.proxypass.config.MemberFlag;
import org.proxypass.config.MemberSettings;
import org.proxypass.config.MemberSpec;
import org.proxypass.config.Settings;

/** One backend as a member of one balancer, while it lives. Safe for many threads. */
public final class Member {
  private volatile MemberSpec spec;
  private final Worker worker;
  private final LongSupplier nanoClock;
  private final MemberState state;
  private final MemberCounters counters;
  private final MemberHealth health;
  private volatile MemberTraits traits;
  private volatile HealthCheck healthCheck;
  private volatile long errorNanos;
  private volatile long errorMillis;

  /** Guarded by the balancer's lock (httpd: lbstatus). */
  private int loadStatus;

  /**
   * A member as configured.
   *
   * @param nanoClock as {@link System#nanoTime}
   */
  public Member(MemberSpec spec, Worker worker, LongSupplier nanoClock) {
    this.spec = spec;
    this.worker = worker;
    this.nanoClock = nanoClock;
    this.state = new MemberState(spec.parameters().get(MemberSettings.STATUS));
    this.counters = new MemberCounters();
    this.health = new MemberHealth();
    this.traits = MemberTraits.of(spec.parameters());
    this.healthCheck = HealthCheck.of(spec.parameters());
  }

  private Member(Member predecessor, Worker worker) {
    this.spec = predecessor.spec;
    this.worker = worker;
    this.nanoClock = predecessor.nanoClock;
    this.state = predecessor.state;
    this.counters = predecessor.counters;
    this.health = predecessor.health;
    this.traits = predecessor.traits;
    this.healthCheck = predecessor.healthCheck;
    this.errorNanos = predecessor.errorNanos;
    this.errorMillis = predecessor.errorMillis;
    this.loadStatus = predecessor.loadStatus;
  }

  /** This member as {@code changed} has it, with other connections. */
  Member withWorker(MemberSpec changed, Worker other) {
    Member successor = new Member(this, other);
    successor.reconfigure(changed);
    return successor;
  }

  /** Takes over what {@code changed} has other than the configuration so far; the rest stays. */
  void reconfigure(MemberSpec changed) {
    Settings before = spec.parameters();
    Settings after = changed.parameters();
    traits = traits.reconfigured(MemberTraits.of(before), MemberTraits.of(after));
    healthCheck = healthCheck.reconfigured(HealthCheck.of(before), HealthCheck.of(after));
    state.reconfigure(before.get(MemberSettings.STATUS), after.get(MemberSettings.STATUS));
    if (healthCheck.method() == HealthCheckSettings.Method.NONE
        && !after.get(MemberSettings.STATUS).contains(MemberFlag.HEALTH_CHECK_FAILED)) {
      // Nobody is left who could bring it back.
      state.set(MemberFlag.HEALTH_CHECK_FAILED, false);
    }
    spec = changed;
  }

  /** What it was made of. */
  public MemberSpec spec() {
    return spec;
  }

  /** Its URL, by which the manager and BALANCER_WORKER_NAME name it. */
  public String name() {
    return spec.worker().url().toString();
  }

  /** Its connections. */
  public Worker worker() {
    return worker;
  }

  /** Its flags. */
  public MemberState state() {
    return state;
  }

  /** What is counted of it. */
  public MemberCounters counters() {
    return counters;
  }

  /** What can be changed of it. */
  public MemberTraits traits() {
    return traits;
  }

  /** How it is checked. */
  public HealthCheck healthCheck() {
    return healthCheck;
  }

  /** Changes how it is checked, from the next check on. */
  public void change(HealthCheck other) {
    healthCheck = other;
  }

  /** What its checks found so far. */
  public HealthReport health() {
    return health.report();
  }

  /** Its checks. */
  MemberHealth checks() {
    return health;
  }

  void change(MemberTraits other) {
    traits = other;
  }

  int loadStatus() {
    return loadStatus;
  }

  void setLoadStatus(int status) {
    loadStatus = status;
  }

  /** Takes it out because a request failed, unless its errors are ignored. */
  void fail() {
    if (!state.has(MemberFlag.IGNORE_ERRORS)) {
      errorNanos = nanoClock.getAsLong();
      errorMillis = System.currentTimeMillis();
      state.set(MemberFlag.ERROR, true);
    }
  }

  /** When it failed last, in milliseconds since 1970; 0 for never. */
  public long lastErrorMillis() {
    return errorMillis;
  }

  /**
   * Lets requests try it again if it has been in error for long enough (httpd:
   * ap_proxy_retry_worker).
   *
   * @return whether it is usable now
   */
  boolean retryIfDue() {
    if (state.has(MemberFlag.ERROR)
        && !state.has(MemberFlag.STOPPED)
        && (state.has(MemberFlag.IGNORE_ERRORS)
            || nanoClock.getAsLong() - errorNanos > traits.retry().toNanos())) {
      state.set(MemberFlag.ERROR, false);
    }
    return state.usable();
  }
}
