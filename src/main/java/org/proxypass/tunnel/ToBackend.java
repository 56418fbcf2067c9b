package org.proxypass.tunnel;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.proxypass.exchange.UpgradedConnection;

/** The direction to the backend: one writer at a time, counted, with an eye on frames. */
final class ToBackend {
  private final UpgradedConnection backend;
  private final Farewell farewell;
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicLong carried = new AtomicLong();

  /**
   * Writes to {@code backend}.
   *
   * @param farewell sees what goes by
   */
  ToBackend(UpgradedConnection backend, Farewell farewell) {
    this.backend = backend;
    this.farewell = farewell;
  }

  /** The number of bytes so far. */
  long carried() {
    return carried.get();
  }

  /** Sends all of it, waiting for room. */
  void write(byte[] bytes, int offset, int count) throws IOException {
    lock.lock();
    try {
      backend.write(bytes, offset, count);
      farewell.passFromClient(bytes, offset, count);
      carried.addAndGet(count);
    } finally {
      lock.unlock();
    }
  }

  /** Tells the backend that nothing more comes. */
  void finish() throws IOException {
    lock.lock();
    try {
      backend.shutdownOutput();
    } finally {
      lock.unlock();
    }
  }

  /** Sends a Close frame where one may stand; nothing when somebody is writing. */
  void sayGoingAway() throws IOException {
    if (lock.tryLock()) {
      try {
        farewell.sayTo(backend);
      } finally {
        lock.unlock();
      }
    }
  }
}
