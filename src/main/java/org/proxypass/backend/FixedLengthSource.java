package org.proxypass.backend;

import java.io.EOFException;
import java.io.IOException;

/** A body of a Content-Length (RFC 9112 §6.2). */
final class FixedLengthSource implements BodySource {
  private final InputBuffer input;
  private long remaining;

  FixedLengthSource(InputBuffer input, long length) {
    this.input = input;
    this.remaining = length;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (remaining == 0) {
      return -1;
    }
    int count = input.read(target, offset, (int) Math.min(length, remaining));
    if (count < 0) {
      throw new EOFException("the backend closed the connection " + remaining + " bytes too early");
    }
    remaining -= count;
    return count;
  }

  @Override
  public boolean ended() {
    return remaining == 0;
  }

  @Override
  public boolean ready() throws IOException {
    return remaining == 0 || input.ready();
  }

  @Override
  public long remaining() {
    return remaining;
  }
}
