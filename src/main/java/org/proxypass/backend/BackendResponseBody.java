package org.proxypass.backend;

import java.io.IOException;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;
import org.proxypass.exchange.ResponseBody;
import org.proxypass.http.Fields;

/**
 * The body of a backend's response. Its connection goes back to the pool as soon as the last byte
 * is read, even if the client is slow to take it; it is cut when anything else ends the body.
 */
final class BackendResponseBody implements ResponseBody {
  private final LeasedConnection lease;
  private final BodySource source;
  private final @Nullable TimeValue keepAlive;

  /**
   * Begins the body; one without bytes has given its connection back already.
   *
   * @param keepAlive how long the connection may stay idle afterwards, negative for no limit; null
   *     when it must not be used again
   */
  BackendResponseBody(LeasedConnection lease, BodySource source, @Nullable TimeValue keepAlive)
      throws IOException {
    this.lease = lease;
    this.source = source;
    this.keepAlive = keepAlive;
    releaseAtEnd();
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    boolean broken = true;
    try {
      int count = source.read(buffer, offset, length);
      releaseAtEnd();
      broken = false;
      return count;
    } finally {
      if (broken) {
        abort();
      }
    }
  }

  private void releaseAtEnd() throws IOException {
    if (source.ended()) {
      boolean fit = keepAlive != null && !lease.connection().holdsSurplus();
      lease.release(fit ? keepAlive : null);
    }
  }

  @Override
  public boolean ready() throws IOException {
    return source.ready();
  }

  @Override
  public long remaining() {
    return source.remaining();
  }

  @Override
  public @Nullable Fields trailers() {
    return source.trailers();
  }

  @Override
  public void close() {
    // After the end this does nothing; before it the rest is not worth reading.
    lease.cut();
  }

  @Override
  public void abort() {
    lease.cut();
  }
}
