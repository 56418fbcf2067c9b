package org.proxypass.webapp;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Copy buffers that are used again, a bounded number of them; any thread may give one back. */
final class BufferPool {
  /** Gains level off beyond 32 KiB. */
  static final int BUFFER_SIZE = 32 * 1024;

  private final BlockingQueue<byte[]> idle;

  /** Keeps at most {@code capacity} idle buffers. */
  BufferPool(int capacity) {
    this.idle = new ArrayBlockingQueue<>(capacity);
  }

  /** A buffer of {@link #BUFFER_SIZE} bytes with any content. */
  byte[] take() {
    byte[] buffer = idle.poll();
    return buffer == null ? new byte[BUFFER_SIZE] : buffer;
  }

  /** Takes a buffer back; the caller must not touch it any more. */
  void give(byte[] buffer) {
    idle.offer(buffer);
  }
}
