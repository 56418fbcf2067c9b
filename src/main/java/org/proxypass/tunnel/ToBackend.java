package org.proxypass.tunnel;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.proxypass.exchange.UpgradedConnection;

/** The direction to the backend: one writer at a time, counted, with an eye on frames. */
final class ToBackend {
  private final UpgradedConnection backend;
  private final @Nullable FrameBoundary frames;
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicLong carried = new AtomicLong();

  /**
   * Writes to {@code backend}.
   *
   * @param frames follows what goes by; null when it is no WebSocket
   */
  ToBackend(UpgradedConnection backend, @Nullable FrameBoundary frames) {
    this.backend = backend;
    this.frames = frames;
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
      if (frames != null) {
        frames.pass(bytes, offset, count);
      }
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
    if (frames != null && lock.tryLock()) {
      try {
        if (frames.isHere()) {
          byte[] frame = CloseFrame.toBackend();
          backend.write(frame, 0, frame.length);
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
