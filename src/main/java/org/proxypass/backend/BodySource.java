package org.proxypass.backend;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.proxypass.http.Fields;

/** The body bytes of one response, its framing taken off. Ends where the framing says. */
interface BodySource {

  /**
   * The body that stands next in {@code input}.
   *
   * @param length as {@link ResponseFraming#length()}
   * @param line the longest line of its framing in bytes
   */
  static BodySource of(long length, InputBuffer input, int line) {
    if (length == ResponseFraming.CHUNKED) {
      return new ChunkedSource(input, line);
    }
    return length == ResponseFraming.UNTIL_CLOSE
        ? new UntilCloseSource(input)
        : new FixedLengthSource(input, length);
  }

  /**
   * Reads as {@code InputStream.read} does.
   *
   * @throws IOException when the connection ends before the body does, or the framing is broken
   */
  int read(byte[] target, int offset, int length) throws IOException;

  /** Whether the last byte of the body and of its framing was read. */
  boolean ended();

  /** Whether {@link #read} would return something without waiting; wrong only towards false. */
  boolean ready() throws IOException;

  /** The bytes still to come, or -1 when unknown. */
  long remaining();

  /** The trailer section, known at the end; null when there is none. */
  default @Nullable Fields trailers() {
    return null;
  }
}
