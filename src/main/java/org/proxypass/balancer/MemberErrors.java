package org.proxypass.balancer;

import java.util.concurrent.atomic.AtomicBoolean;

/** When requests to a member failed, and whether the last one did. Safe for many threads. */
final class MemberErrors {
  private final AtomicBoolean failing = new AtomicBoolean();
  private volatile long nanos;
  private volatile long millis;

  /**
   * No error yet.
   *
   * @param nowNanos the member's clock
   */
  MemberErrors(long nowNanos) {
    // As in httpd, an error that was configured is as old as can be.
    this.nanos = nowNanos - Long.MAX_VALUE / 2;
  }

  private MemberErrors(MemberErrors other) {
    this.failing.set(other.failing.get());
    this.nanos = other.nanos;
    this.millis = other.millis;
  }

  /** The same by now; what comes later is counted apart. */
  MemberErrors copy() {
    return new MemberErrors(this);
  }

  /**
   * A request failed.
   *
   * @return whether it is the first failure behind a success
   */
  boolean fail(long nowNanos) {
    nanos = nowNanos;
    millis = System.currentTimeMillis();
    return failing.compareAndSet(false, true);
  }

  /**
   * A request succeeded.
   *
   * @return whether it is the first success behind a failure
   */
  boolean succeed() {
    return failing.get() && failing.compareAndSet(true, false);
  }

  /** When the last failure was, in milliseconds since 1970; 0 for never. */
  long millis() {
    return millis;
  }

  /** How long ago the last failure was, in nanoseconds. */
  long age(long nowNanos) {
    return nowNanos - nanos;
  }
}
