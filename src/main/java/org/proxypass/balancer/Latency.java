package org.proxypass.balancer;

/**
 * How long a member takes to answer: an average that follows a rise at once and a fall slowly
 * (peak-EWMA), and that fades while nothing is measured. Safe for many threads.
 */
final class Latency {
  /** After this long two thirds of what was known are forgotten. */
  static final double FADE_NANOS = 10e9;

  /** What is assumed of a member that has not answered its first request yet. */
  static final double UNKNOWN_NANOS = 1e9;

  private double average;
  private long measured;
  private boolean known;

  /** An answer came. */
  synchronized void observe(long nanos, long now) {
    if (!known || nanos >= average) {
      average = nanos;
    } else {
      double kept = kept(now);
      average = average * kept + nanos * (1 - kept);
    }
    measured = now;
    known = true;
  }

  /**
   * The latency to expect.
   *
   * @param busy requests that the member is working on
   */
  synchronized double nanos(long now, int busy) {
    if (!known) {
      return busy == 0 ? 0 : UNKNOWN_NANOS;
    }
    return average * kept(now);
  }

  private double kept(long now) {
    return Math.exp(-Math.max(0, now - measured) / FADE_NANOS);
  }

  /** Forgets everything. */
  synchronized void reset() {
    known = false;
  }
}
