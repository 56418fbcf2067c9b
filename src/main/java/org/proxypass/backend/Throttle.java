package org.proxypass.backend;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Lets one caller through per interval: upkeep on the back of traffic, without a thread. */
final class Throttle {
  private final long intervalNanos;
  private final LongSupplier nanoTime;
  private final AtomicLong next;

  Throttle(Duration interval, LongSupplier nanoTime) {
    this.intervalNanos = interval.toNanos();
    this.nanoTime = nanoTime;
    this.next = new AtomicLong(nanoTime.getAsLong() + intervalNanos);
  }

  /** Whether the interval is over and this caller is the first to learn it. */
  boolean due() {
    long due = next.get();
    long now = nanoTime.getAsLong();
    return now - due >= 0 && next.compareAndSet(due, now + intervalNanos);
  }
}
