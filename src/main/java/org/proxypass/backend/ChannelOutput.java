package org.proxypass.backend;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/**
 * Writes to a channel and does not hang for ever on a backend that reads nothing: SO_TIMEOUT, which
 * Java applies to reads only, limits here each wait for room, and an answer that comes meanwhile is
 * taken in. The first bytes of a request fit into the kernel's buffer and are written without that
 * care.
 */
final class ChannelOutput extends OutputStream {
  /** No kernel has a smaller send buffer than this. */
  private static final int UNGUARDED_BYTES = 4096;

  private static final long CLOSED_CHECK_MILLIS = 500;

  private final SocketChannel channel;
  private final Socket socket;
  private EarlyAnswer earlyAnswer = EarlyAnswer.UNWATCHED;
  private long unguarded = UNGUARDED_BYTES;
  private volatile boolean nonBlocking;

  /**
   * Writes to {@code channel}.
   *
   * @param socket the channel's, which knows the timeout
   */
  ChannelOutput(SocketChannel channel, Socket socket) {
    this.channel = channel;
    this.socket = socket;
  }

  /** A new request begins on an idle connection: the kernel's buffer is empty. */
  void begin(EarlyAnswer answerOfThisRequest) {
    earlyAnswer = answerOfThisRequest;
    unguarded = UNGUARDED_BYTES;
  }

  /** The channel is in non-blocking mode from now on, and another thread reads from it. */
  void becomeNonBlocking() {
    nonBlocking = true;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(source, offset, length);
    if (nonBlocking) {
      writeBesideReader(bytes);
      return;
    }
    if (length <= unguarded) {
      unguarded -= length;
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      return;
    }
    unguarded = 0;
    boolean watching = true;
    while (true) {
      writeWithoutWaiting(bytes);
      if (!bytes.hasRemaining()) {
        return;
      }
      if (!awaitRoom(watching)) {
        watching = earlyAnswer.check();
      }
    }
  }

  private void writeBesideReader(ByteBuffer bytes) throws IOException {
    channel.write(bytes);
    if (bytes.hasRemaining()) {
      awaitRoom(bytes);
    }
  }

  private void awaitRoom(ByteBuffer bytes) throws IOException {
    long limit = TimeUnit.MILLISECONDS.toNanos(socket.getSoTimeout());
    try (Selector selector = Selector.open()) {
      channel.register(selector, SelectionKey.OP_WRITE);
      long start = System.nanoTime();
      while (bytes.hasRemaining()) {
        // In slices: a channel that somebody closes does not wake its waiting writer.
        selector.select(CLOSED_CHECK_MILLIS);
        selector.selectedKeys().clear();
        long now = System.nanoTime();
        if (channel.write(bytes) > 0) {
          start = now;
        } else if (limit > 0 && now - start > limit) {
          throw new WriteTimeoutException();
        }
      }
    }
  }

  private void writeWithoutWaiting(ByteBuffer bytes) throws IOException {
    channel.configureBlocking(false);
    try {
      while (bytes.hasRemaining() && channel.write(bytes) > 0) {
        // Goes on while the kernel takes more.
      }
    } finally {
      if (channel.isOpen()) {
        channel.configureBlocking(true);
      }
    }
  }

  /**
   * Waits until the backend reads on or, if {@code watching}, sends something.
   *
   * @return whether there is room to write
   * @throws WriteTimeoutException when it does neither
   */
  private boolean awaitRoom(boolean watching) throws IOException {
    channel.configureBlocking(false);
    // A selector and not a blocking write: it can wait for both, and only a stalled upload pays.
    try (Selector selector = Selector.open()) {
      int operations =
          watching ? SelectionKey.OP_WRITE | SelectionKey.OP_READ : SelectionKey.OP_WRITE;
      SelectionKey key = channel.register(selector, operations);
      if (selector.select(socket.getSoTimeout()) == 0) {
        throw new WriteTimeoutException();
      }
      return key.isWritable();
    } finally {
      if (channel.isOpen()) {
        channel.configureBlocking(true);
      }
    }
  }
}
