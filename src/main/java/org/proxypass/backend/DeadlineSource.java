package org.proxypass.backend;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.util.Timeout;

/** Bytes that must all have come within one span of time, however they drip. */
final class DeadlineSource implements ByteSource {
  private final ByteSource source;
  private final BackendConnection connection;
  private final long endNanos;

  /** The time runs from now on. */
  DeadlineSource(ByteSource source, BackendConnection connection, Duration span) {
    this.source = source;
    this.connection = connection;
    this.endNanos = System.nanoTime() + span.toNanos();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    long left = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
    if (left <= 0) {
      throw new SocketTimeoutException("the answer is not complete in time");
    }
    connection.setSocketTimeout(Timeout.ofMilliseconds(left));
    return source.read(target, offset, length);
  }

  @Override
  public int poll(byte[] target, int offset, int length) throws IOException {
    return source.poll(target, offset, length);
  }

  @Override
  public int available() throws IOException {
    return source.available();
  }
}
