package org.proxypass.backend;

import java.io.IOException;

/** A body that ends with its connection (RFC 9112 §6.3, rule 8). */
final class UntilCloseSource implements BodySource {
  private final InputBuffer input;
  private boolean ended;

  UntilCloseSource(InputBuffer input) {
    this.input = input;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = ended ? -1 : input.read(target, offset, length);
    ended = count < 0;
    return count;
  }

  @Override
  public boolean ended() {
    return ended;
  }

  @Override
  public boolean ready() throws IOException {
    return ended || input.ready();
  }

  @Override
  public long remaining() {
    return ended ? 0 : -1;
  }
}
