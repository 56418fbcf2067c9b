package org.proxypass.backend;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** The bytes of a connected channel. Its socket's SO_TIMEOUT limits each read. */
final class ChannelSource implements ByteSource {
  private final SocketChannel channel;
  private final Socket socket;
  private @Nullable InputStream stream;
  private volatile boolean neverWaiting;

  /**
   * Reads from {@code channel}.
   *
   * @param socket the channel's, which knows the timeout
   */
  ChannelSource(SocketChannel channel, Socket socket) {
    this.channel = channel;
    this.socket = socket;
  }

  /** The channel is in non-blocking mode from now on; a read that would wait times out at once. */
  void neverWait() {
    neverWaiting = true;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (neverWaiting) {
      int count = channel.read(ByteBuffer.wrap(target, offset, length));
      if (count == 0 && length > 0) {
        throw new SocketTimeoutException("nothing received yet");
      }
      return count;
    }
    return stream().read(target, offset, length);
  }

  @Override
  public int poll(byte[] target, int offset, int length) throws IOException {
    if (neverWaiting) {
      return channel.read(ByteBuffer.wrap(target, offset, length));
    }
    channel.configureBlocking(false);
    try {
      return channel.read(ByteBuffer.wrap(target, offset, length));
    } finally {
      channel.configureBlocking(true);
    }
  }

  @Override
  public int available() throws IOException {
    return stream().available();
  }

  private InputStream stream() throws IOException {
    if (stream == null) {
      stream = socket.getInputStream();
    }
    return stream;
  }
}
