package org.proxypass.tunnel;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks after the time limits of all tunnels, and after loops whose thread waits for a client.
 * Sleeps while there is no tunnel.
 */
final class TunnelMonitor implements Runnable {
  /** A relay that takes longer than this waits for its client. */
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private static final long BUSY_CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long QUIET_CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LIMITS_CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Collection<Tunnel> live;
  private final List<RelayLoop> loops;
  private volatile @Nullable Thread thread;
  private volatile boolean stopped;
  private long relays;

  TunnelMonitor(Collection<Tunnel> live, List<RelayLoop> loops) {
    this.live = live;
    this.loops = loops;
  }

  /** There is a tunnel again. */
  void awake() {
    LockSupport.unpark(thread);
  }

  void stop() {
    stopped = true;
    awake();
  }

  @Override
  public void run() {
    thread = Thread.currentThread();
    long limitsChecked = System.nanoTime();
    while (!stopped) {
      rest();
      long now = System.nanoTime();
      loops.forEach(loop -> loop.relieve(now, PATIENCE_NANOS));
      if (now - limitsChecked > LIMITS_CHECK_NANOS) {
        limitsChecked = now;
        live.forEach(tunnel -> tunnel.check(now));
      }
    }
  }

  private void rest() {
    if (live.isEmpty()) {
      LockSupport.park(this);
      return;
    }
    long before = relays;
    relays = loops.stream().mapToLong(RelayLoop::relays).sum();
    LockSupport.parkNanos(this, relays == before ? QUIET_CHECK_NANOS : BUSY_CHECK_NANOS);
  }
}
