package org.proxypass.backend;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * Writes to a channel and does not hang for ever on a backend that reads nothing: SO_TIMEOUT, which
 * Java applies to reads only, limits here each wait for room. The first bytes of a request fit into
 * the kernel's buffer and are written without that care.
 */
final class ChannelOutput extends OutputStream {
  /** No kernel has a smaller send buffer than this. */
  static final int UNGUARDED_BYTES = 4096;

  /** How long a backend that has begun its answer may take to read on. */
  private static final int GRACE_MILLIS = 1000;

  private final SocketChannel channel;
  private long unguarded = UNGUARDED_BYTES;

  ChannelOutput(SocketChannel channel) {
    this.channel = channel;
  }

  /** A new request begins on an idle connection: the kernel's buffer is empty. */
  void begin() {
    unguarded = UNGUARDED_BYTES;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(source, offset, length);
    if (length <= unguarded) {
      unguarded -= length;
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      return;
    }
    unguarded = 0;
    channel.configureBlocking(false);
    try {
      while (bytes.hasRemaining()) {
        if (channel.write(bytes) == 0) {
          awaitRoom();
        }
      }
    } finally {
      if (channel.isOpen()) {
        channel.configureBlocking(true);
      }
    }
  }

  /**
   * Waits until the backend reads on.
   *
   * @throws UploadRefusedException when it answers instead
   * @throws WriteTimeoutException when it does neither
   */
  private void awaitRoom() throws IOException {
    try (Selector selector = Selector.open()) {
      SelectionKey key = channel.register(selector, SelectionKey.OP_WRITE | SelectionKey.OP_READ);
      if (selector.select(channel.socket().getSoTimeout()) == 0) {
        throw new WriteTimeoutException();
      }
      if (key.isWritable()) {
        return;
      }
      // It may have sent an interim response and be about to read.
      key.interestOps(SelectionKey.OP_WRITE);
      selector.selectedKeys().clear();
      if (selector.select(GRACE_MILLIS) == 0) {
        throw new UploadRefusedException();
      }
    }
  }
}
