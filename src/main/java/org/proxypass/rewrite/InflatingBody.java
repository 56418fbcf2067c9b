package org.proxypass.rewrite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.proxypass.exchange.ResponseBody;

/** A body with its gzip content coding (RFC 9110 §8.4.1.3) taken off, as it comes. */
final class InflatingBody implements ResponseBody {
  private static final int BUFFER_SIZE = 8 * 1024;

  private final ResponseBody source;
  private @Nullable GZIPInputStream inflating;

  InflatingBody(ResponseBody source) {
    this.source = source;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    GZIPInputStream stream = inflating;
    if (stream == null) {
      // Reads the header of the coding, and so cannot be done before somebody wants the body.
      stream = new GZIPInputStream(new SourceStream(source), BUFFER_SIZE);
      inflating = stream;
    }
    return stream.read(buffer, offset, length);
  }

  /** Never sure: bytes of the source may hold no byte of the content. */
  @Override
  public boolean ready() {
    return false;
  }

  @Override
  public long remaining() {
    return -1;
  }

  @Override
  public void close() {
    release();
    source.close();
  }

  @Override
  public void abort() {
    release();
    source.abort();
  }

  /** Gives back the memory outside of the heap. */
  private void release() {
    try {
      if (inflating != null) {
        inflating.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class SourceStream extends InputStream {
    private final ResponseBody source;

    SourceStream(ResponseBody source) {
      this.source = source;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return source.read(buffer, offset, length);
    }
  }
}
