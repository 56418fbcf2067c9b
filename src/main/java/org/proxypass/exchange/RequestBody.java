package org.proxypass.exchange;

import java.io.IOException;
import java.io.OutputStream;
import org.proxypass.http.Fields;

/**
 * The body of a request to a backend, with the framing it will get. Written at most once, unless
 * {@link #replayable()}.
 */
public interface RequestBody extends AutoCloseable {
  /** {@link #length()}: the request has no body and gets no framing field. */
  long NONE = -2;

  /** {@link #length()}: the length is unknown, the body is sent chunked. */
  long CHUNKED = -1;

  /** The exact number of bytes, {@link #CHUNKED} or {@link #NONE}. */
  long length();

  /** Whether {@link #writeTo} may be called again: nothing but prefetched bytes is needed. */
  boolean replayable();

  /**
   * Writes the whole body; flushes {@code backend} whenever the client pauses.
   *
   * @throws IOException when {@code backend} cannot be written
   * @throws Fault of the client's side when the client's body is cut, late, too long or too short;
   *     the backend must then not see a complete request
   */
  void writeTo(OutputStream backend) throws IOException;

  /**
   * Whether the client waits for a 100 before it sends the body, and the backend is to decide about
   * that (RFC 9110 §10.1.1). {@link #writeTo} is what asks the client.
   */
  default boolean expectsContinue() {
    return false;
  }

  /** The trailer fields, known behind {@link #writeTo}; only a chunked body has some. */
  default Fields trailers() {
    return new Fields();
  }

  /** Ends the use of the body, written or not. */
  @Override
  default void close() {}
}
