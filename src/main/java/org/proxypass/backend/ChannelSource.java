package org.proxypass.backend;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** The bytes of a connected channel. Its socket's SO_TIMEOUT limits each read. */
final class ChannelSource implements ByteSource {
  private final SocketChannel channel;
  private final Socket socket;
  private @Nullable InputStream stream;

  /**
   * Reads from {@code channel}.
   *
   * @param socket the channel's, which knows the timeout
   */
  ChannelSource(SocketChannel channel, Socket socket) {
    this.channel = channel;
    this.socket = socket;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return stream().read(target, offset, length);
  }

  @Override
  public int poll(byte[] target, int offset, int length) throws IOException {
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
