package org.proxypass.balancer;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.proxypass.backend.Worker;
import org.proxypass.config.HealthCheckSettings;
import org.proxypass.config.MemberFlag;
import org.proxypass.config.MemberSettings;
import org.proxypass.config.MemberSpec;
import org.proxypass.config.Settings;
import org.proxypass.exchange.BackendRequest;
import org.proxypass.exchange.Response;

/**
 * One backend as a member of one balancer, while it lives. Safe for many threads, but for what is
 * said to be guarded by the lock of its balancer.
 */
public final class Member {
  private volatile MemberSpec spec;
  private final Worker worker;
  private final LongSupplier nanoClock;
  private final MemberState state;
  private final MemberCounters counters;
  private final Latency latency;
  private final LongConsumer sentBytes;
  private final String name;
  private final long nameHash;
  private final String pathPrefix;
  private final MemberHealth health;
  private final MemberErrors errors;
  private final SlowStart slowStart;

  /** Guarded by the balancer's lock. */
  private final ShareBooks books;

  private volatile MemberTraits traits;
  private volatile HealthCheck healthCheck;
  private volatile String stickyValue = "";
  private volatile Runnable recoveryListener = () -> {};

  /**
   * A member as configured.
   *
   * @param nanoClock as {@link System#nanoTime}
   */
  public Member(MemberSpec spec, Worker worker, LongSupplier nanoClock) {
    this.spec = spec;
    this.worker = worker;
    this.nanoClock = nanoClock;
    this.errors = new MemberErrors(nanoClock.getAsLong());
    this.slowStart = new SlowStart();
    this.state = new MemberState(spec.parameters().get(MemberSettings.STATUS), this::recover);
    this.counters = new MemberCounters();
    this.books = new ShareBooks(counters);
    this.latency = new Latency();
    this.sentBytes = counters::addSent;
    this.health = new MemberHealth();
    this.traits = MemberTraits.of(spec.parameters());
    this.healthCheck = HealthCheck.of(spec.parameters());
    this.name = spec.worker().url().toString();
    String path = spec.worker().url().path();
    this.pathPrefix = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    this.nameHash = ConsistentHash.hash(name);
  }

  private Member(Member predecessor, Worker worker) {
    this.spec = predecessor.spec;
    this.worker = worker;
    this.nanoClock = predecessor.nanoClock;
    this.state = new MemberState(predecessor.state.flags(), this::recover);
    // Shared, because what is in flight there still counts.
    this.counters = predecessor.counters;
    this.latency = predecessor.latency;
    this.sentBytes = predecessor.sentBytes;
    this.name = predecessor.name;
    this.pathPrefix = predecessor.pathPrefix;
    this.nameHash = predecessor.nameHash;
    this.health = predecessor.health;
    this.traits = predecessor.traits;
    this.healthCheck = predecessor.healthCheck;
    this.errors = predecessor.errors.copy();
    this.slowStart = predecessor.slowStart.copy();
    this.books = predecessor.books.copy();
  }

  /** This very member as {@code changed} has it, or a new one if it has other connections now. */
  Member successor(MemberSpec changed, Worker itsWorker) {
    Member successor = itsWorker.equals(worker) ? this : new Member(this, itsWorker);
    successor.reconfigure(changed);
    return successor;
  }

  /** Takes over what {@code changed} has other than the configuration so far; the rest stays. */
  private void reconfigure(MemberSpec changed) {
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
    return name;
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

  /**
   * Sends one request on a connection of its own pool, and counts what went out.
   *
   * @throws org.proxypass.exchange.Fault when no response came
   */
  public Response send(BackendRequest request) {
    return worker.send(request, sentBytes);
  }

  /**
   * The request target at this member: its own path, then {@code target}, with one slash between
   * them.
   *
   * @param target path and query behind the balancer's name
   */
  public String targetOf(String target) {
    return pathPrefix.isEmpty() ? target : pathPrefix + target;
  }

  /** How fast it is. */
  Latency latency() {
    return latency;
  }

  /** Names it to {@link ConsistentHash}. */
  long nameHash() {
    return nameHash;
  }

  /** By what the balancer's own cookie names it; empty when the balancer sets none. */
  String stickyValue() {
    return stickyValue;
  }

  void setStickyValue(String value) {
    stickyValue = value;
  }

  /** Has {@code listener} called whenever it becomes usable. */
  void onRecovery(Runnable listener) {
    recoveryListener = listener;
  }

  private void recover() {
    slowStart.recover(nanoClock.getAsLong());
    recoveryListener.run();
  }

  /**
   * Its weight times 100 by now: less than configured while it starts slowly.
   *
   * @return at least 1
   */
  int factor(long now) {
    MemberTraits current = traits;
    return slowStart.factor(current.loadFactor(), current.slowStart(), now);
  }

  /** One election with it as a candidate: its status rises by its factor, which is returned. */
  int earnShare(long now) {
    int factor = factor(now);
    books.setLoadStatus(books.loadStatus() + factor);
    return factor;
  }

  /**
   * Its bytes since its books were opened, each direction divided by its factor (httpd's integer
   * division).
   */
  long weightedTraffic(long now) {
    return books.weightedTraffic(factor(now));
  }

  int loadStatus() {
    return books.loadStatus();
  }

  void setLoadStatus(int status) {
    books.setLoadStatus(status);
  }

  /** Opens new books for whatever method the balancer has. */
  void reset() {
    books.reset();
    latency.reset();
  }

  /**
   * Takes it out because a request failed, unless its errors are ignored.
   *
   * @return whether it is the first failure behind a success
   */
  boolean fail() {
    if (state.has(MemberFlag.IGNORE_ERRORS)) {
      return false;
    }
    boolean first = errors.fail(nanoClock.getAsLong());
    state.set(MemberFlag.ERROR, true);
    return first;
  }

  /**
   * A request succeeded.
   *
   * @return whether it is the first success behind a failure
   */
  boolean succeed() {
    return errors.succeed();
  }

  /** When it failed last, in milliseconds since 1970; 0 for never. */
  public long lastErrorMillis() {
    return errors.millis();
  }

  /**
   * How long until a request may try it again.
   *
   * @return nanoseconds; {@link Long#MAX_VALUE} when it is not in error, or stopped
   */
  long retryDueIn() {
    if (!state.has(MemberFlag.ERROR) || state.has(MemberFlag.STOPPED)) {
      return Long.MAX_VALUE;
    }
    return Math.max(0, traits.retry().toNanos() - errors.age(nanoClock.getAsLong())) + 1;
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
            || errors.age(nanoClock.getAsLong()) > traits.retry().toNanos())) {
      state.set(MemberFlag.ERROR, false);
    }
    return state.usable();
  }
}
