package org.proxypass.admin;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * How many requests a second there are now: the mean of the last ten seconds. The total is looked
 * at once a second, by whoever comes first in it. Safe for many threads.
 */
final class RequestRate {
  /** The time looked back at. */
  static final int WINDOW_SECONDS = 10;

  private static final int KEPT_SECONDS = 2 * WINDOW_SECONDS;
  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private final long startNanos;
  private final LongSupplier total;

  /** The total at the beginning of each of the last seconds, by second modulo its length. */
  private final AtomicLongArray totals = new AtomicLongArray(KEPT_SECONDS);

  private final AtomicLong lastSecond = new AtomicLong();

  /**
   * A rate of {@code total}.
   *
   * @param startNanos when that was zero, as {@link System#nanoTime}
   */
  RequestRate(long startNanos, LongSupplier total) {
    this.startNanos = startNanos;
    this.total = total;
  }

  /** Takes note of the time; cheap unless a second has begun. */
  void tick(long nowNanos) {
    long second = TimeUnit.NANOSECONDS.toSeconds(nowNanos - startNanos);
    long last = lastSecond.get();
    if (second > last && lastSecond.compareAndSet(last, second)) {
      long now = total.getAsLong();
      for (long each = Math.max(last + 1, second - KEPT_SECONDS + 1); each <= second; each++) {
        totals.set((int) (each % KEPT_SECONDS), now);
      }
    }
  }

  /** Requests per second. */
  double perSecond(long nowNanos) {
    tick(nowNanos);
    long from = Math.max(0, lastSecond.get() - WINDOW_SECONDS);
    double elapsed = (nowNanos - startNanos) / NANOS_PER_SECOND - from;
    long requests = total.getAsLong() - totals.get((int) (from % KEPT_SECONDS));
    return elapsed <= 0 ? 0 : requests / elapsed;
  }
}
