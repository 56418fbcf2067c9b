package org.proxypass.tunnel;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** One thread at a time fetches from a backend; whoever comes meanwhile leaves word. */
final class RelayTurn {
  private static final int FREE = 0;
  private static final int TAKEN = 1;
  private static final int AWAITED = 2;

  /** A relay that takes longer than this waits for its client. */
  private static final long RELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private static final long CHECK_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

  private final AtomicInteger state = new AtomicInteger(FREE);

  /** Takes the turn; if another thread has it, that one hears of it in {@link #leave()}. */
  boolean take() {
    while (!state.compareAndSet(FREE, TAKEN)) {
      if (leaveWord()) {
        return false;
      }
    }
    return true;
  }

  /** Whether another thread has the turn and will hear that somebody waits for it. */
  boolean leaveWord() {
    return state.compareAndSet(TAKEN, AWAITED) || state.get() == AWAITED;
  }

  /** Takes the turn and never gives it back; false when who has it does not come to an end. */
  boolean takeForGood() {
    long start = System.nanoTime();
    while (!state.compareAndSet(FREE, TAKEN)) {
      if (System.nanoTime() - start > RELAY_NANOS) {
        return false;
      }
      LockSupport.parkNanos(CHECK_NANOS);
    }
    return true;
  }

  /** Gives the turn back; tells whether somebody came meanwhile. */
  boolean leave() {
    return state.getAndSet(FREE) == AWAITED;
  }
}
