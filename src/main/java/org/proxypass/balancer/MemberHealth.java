package org.proxypass.balancer;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The checks of one member: when the next is due, that there is one at a time, and what they found.
 * It belongs to the member and outlives whoever checks it. Safe for many threads.
 */
final class MemberHealth {
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile HealthReport report = HealthReport.NONE;

  /** Where the interval to the next check begins; set before {@code started}. */
  private volatile long sinceNanos;

  private volatile boolean started;

  HealthReport report() {
    return report;
  }

  void report(HealthReport next) {
    report = next;
  }

  /**
   * Begins a check if one is due: an interval after the last one ended, or after the member was
   * first seen here.
   *
   * @return whether the caller has to make it, and to call {@link #end}
   */
  boolean begin(long nowNanos, Duration interval) {
    if (!started) {
      sinceNanos = nowNanos;
      started = true;
    }
    return nowNanos - sinceNanos >= interval.toNanos() && running.compareAndSet(false, true);
  }

  /** The check is over, whatever came of it. */
  void end(long nowNanos) {
    sinceNanos = nowNanos;
    running.set(false);
  }
}
