package org.proxypass.tunnel;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The time limits of one tunnel. Safe for many threads. */
final class TunnelClock {
  /** How long the container may take to hand the connection over. */
  private static final long START_NANOS = TimeUnit.SECONDS.toNanos(30);

  private static final long NEVER = Long.MAX_VALUE;

  private final long idleNanos;
  private final long startNanos = System.nanoTime();
  private volatile boolean started;
  private volatile long lastNanos = startNanos;
  private volatile long retireNanos = NEVER;
  private volatile long drainNanos = NEVER;

  /**
   * Begins to run.
   *
   * @param idleTimeout how long neither side may send anything
   */
  TunnelClock(Duration idleTimeout) {
    this.idleNanos = idleTimeout.toNanos();
  }

  /** The container has handed the connection over. */
  void start() {
    touch();
    started = true;
  }

  /** Something was sent. */
  void touch() {
    lastNanos = System.nanoTime();
  }

  /** Lets the tunnel live for {@code grace} at most. */
  void retire(Duration grace) {
    if (retireNanos == NEVER) {
      retireNanos = System.nanoTime() + grace.toNanos();
    }
  }

  /** The client sends nothing more: the backend may be silent for {@code nanos} at most. */
  void drain(long nanos) {
    drainNanos = nanos;
  }

  /** Which limit has passed; null for none. */
  @Nullable EndReason overdue(long now) {
    if (!started) {
      return now - startNanos > START_NANOS ? EndReason.CLIENT_BROKE : null;
    }
    if (now - lastNanos > idleNanos) {
      return EndReason.IDLE;
    }
    if (now - lastNanos > drainNanos) {
      return EndReason.CLIENT_CLOSED;
    }
    return retireNanos != NEVER && now - retireNanos > 0 ? EndReason.GOING_AWAY : null;
  }

  /** How much of {@code span}, in nanoseconds, is left since something was sent. */
  long leftOf(long span) {
    return lastNanos + span - System.nanoTime();
  }

  /** How long the tunnel has lived. */
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }
}
