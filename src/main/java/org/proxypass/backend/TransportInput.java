package org.proxypass.backend;

import java.io.IOException;
import java.io.InputStream;

/** The network's bytes as the TLS layer reads them: buffered, and with a memory of the end. */
final class TransportInput extends InputStream {
  private final InputBuffer buffer;
  private boolean ended;

  TransportInput(ByteSource source) {
    buffer = new InputBuffer(source);
  }

  /**
   * Whether the TLS layer ran into the end of the network's bytes. It does not read on after a
   * close_notify, so this means truncation (RFC 8446 §6.1).
   */
  boolean ended() {
    return ended;
  }

  /** As {@link InputBuffer#poll}: encrypted bytes that nobody has read. */
  int poll() throws IOException {
    return buffer.poll();
  }

  /** The number of encrypted bytes that were received and not read by the TLS layer. */
  int length() {
    return buffer.length();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = buffer.read(target, offset, length);
    ended |= count < 0;
    return count;
  }

  @Override
  public int available() throws IOException {
    return buffer.length();
  }
}
