package org.proxypass.webapp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.proxypass.tunnel.ClientSource;

/**
 * A client's channel that Tomcat has left HTTP on. Tomcat reads nothing from an upgraded connection
 * without a read listener, but goes on watching it: whenever it begins to, the interest is taken
 * from its key. The key itself stays, for writing and for closing are Tomcat's business.
 */
final class ContainerChannel implements ClientSource {
  private final ContainerSocket socket;
  private final SocketChannel channel;
  private final SelectionKey containerKey;
  private boolean drained;

  /**
   * Reads from {@code channel}, after what {@code socket} has read of it.
   *
   * @param containerKey by which the container watches it
   */
  ContainerChannel(ContainerSocket socket, SocketChannel channel, SelectionKey containerKey) {
    this.socket = socket;
    this.channel = channel;
    this.containerKey = containerKey;
  }

  @Override
  public SelectableChannel channel() {
    return channel;
  }

  @Override
  public int poll(byte[] target, int offset, int length) throws IOException {
    if (!drained) {
      // What came with the handshake.
      int count = socket.read(target, offset, length);
      drained = count < length;
      if (count != 0) {
        return count;
      }
    }
    return channel.read(ByteBuffer.wrap(target, offset, length));
  }

  @Override
  public void claim() {
    try {
      if ((containerKey.interestOps() & SelectionKey.OP_READ) != 0) {
        containerKey.interestOpsAnd(~SelectionKey.OP_READ);
      }
    } catch (CancelledKeyException closed) {
      // Nobody watches it any more.
    }
  }

  /** Sends as much of it as the client takes at once, and tells how much that was. */
  int write(byte[] source, int offset, int length) throws IOException {
    return channel.write(ByteBuffer.wrap(source, offset, length));
  }
}
