package org.proxypass.exchange;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.proxypass.http.Fields;

/**
 * The body of a response while it is read from its source. Whoever holds it must end it exactly
 * once: by reading to the end and {@link #close()}, or by {@link #abort()}.
 */
public interface ResponseBody extends AutoCloseable {

  /**
   * Reads up to {@code length} bytes, blocking until at least one is there.
   *
   * @return the number of bytes, or -1 at the clean end
   * @throws IOException when the source broke off: the body is incomplete
   */
  int read(byte[] buffer, int offset, int length) throws IOException;

  /** Whether the source has bytes that {@link #read} would return without waiting. */
  boolean ready() throws IOException;

  /** The bytes still to come, or -1 when unknown. */
  long remaining();

  /** Ends the body after its last byte; the source's connection may be used again. Idempotent. */
  @Override
  void close();

  /**
   * Ends the body early: the source's connection is cut at once, nothing is drained. Idempotent.
   */
  void abort();

  /** The trailer section, known behind the clean end; null when there is none. */
  default @Nullable Fields trailers() {
    return null;
  }

  /**
   * The connection that a 101 left to the two ends, or null behind any other status. It belongs to
   * this body: whoever ends the body ends the connection.
   */
  default @Nullable UpgradedConnection upgraded() {
    return null;
  }
}
