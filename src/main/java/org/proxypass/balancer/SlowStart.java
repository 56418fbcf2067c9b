package org.proxypass.balancer;

import java.time.Duration;

/** Lets the share of a member that came back grow to its whole. Safe for many threads. */
final class SlowStart {
  private volatile boolean recovered;
  private volatile long recoveryNanos;

  /** A member that has been there from the beginning. */
  SlowStart() {}

  private SlowStart(SlowStart other) {
    this.recoveryNanos = other.recoveryNanos;
    this.recovered = other.recovered;
  }

  /** The same by now; what comes later is counted apart. */
  SlowStart copy() {
    return new SlowStart(this);
  }

  /** The member became usable. */
  void recover(long nowNanos) {
    recoveryNanos = nowNanos;
    recovered = true;
  }

  /**
   * The factor by now.
   *
   * @param whole the configured one
   * @param span how long it takes to get it; zero for no slow start
   * @return at least 1
   */
  int factor(int whole, Duration span, long nowNanos) {
    long slow = recovered ? span.toNanos() : 0;
    long since = slow == 0 ? 0 : nowNanos - recoveryNanos;
    return since >= slow ? whole : (int) Math.max(1, (double) whole * since / slow);
  }
}
