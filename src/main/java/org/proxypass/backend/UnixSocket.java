package org.proxypass.backend;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketImpl;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * What a channel of a Unix domain socket lacks to be a socket: the JDK gives it no adaptor. Options
 * of TCP mean nothing here and are taken without effect.
 */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // the channel has its own locks
final class UnixSocket extends Socket {
  private final SocketChannel channel;
  private final Path path;
  private volatile int timeoutMillis;

  UnixSocket(SocketChannel channel, Path path) throws IOException {
    super((SocketImpl) null);
    this.channel = channel;
    this.path = path;
  }

  /** Connects to the path, whatever {@code address} the name in the URL stands for. */
  @Override
  public void connect(SocketAddress address, int timeout) throws IOException {
    channel.connect(UnixDomainSocketAddress.of(path));
  }

  @Override
  public void connect(SocketAddress address) throws IOException {
    connect(address, 0);
  }

  @Override
  public void bind(SocketAddress address) {
    // A local address of TCP.
  }

  @Override
  public InputStream getInputStream() {
    return new TimedInput();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  @Override
  public boolean isConnected() {
    return channel.isConnected();
  }

  @Override
  public boolean isBound() {
    return channel.isConnected();
  }

  @Override
  public boolean isClosed() {
    return !channel.isOpen();
  }

  @Override
  public boolean isInputShutdown() {
    return false;
  }

  @Override
  public boolean isOutputShutdown() {
    return false;
  }

  @Override
  public void shutdownInput() throws IOException {
    channel.shutdownInput();
  }

  @Override
  public void shutdownOutput() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public InetAddress getInetAddress() {
    return InetAddress.getLoopbackAddress();
  }

  @Override
  public InetAddress getLocalAddress() {
    return InetAddress.getLoopbackAddress();
  }

  @Override
  public int getPort() {
    return 0;
  }

  @Override
  public int getLocalPort() {
    return 0;
  }

  @Override
  public SocketAddress getRemoteSocketAddress() {
    return new InetSocketAddress(getInetAddress(), 0);
  }

  @Override
  public SocketAddress getLocalSocketAddress() {
    return new InetSocketAddress(getLocalAddress(), 0);
  }

  @Override
  public void setSoTimeout(int millis) {
    timeoutMillis = millis;
  }

  @Override
  public int getSoTimeout() {
    return timeoutMillis;
  }

  @Override
  public void setTcpNoDelay(boolean on) {
    // There is no TCP.
  }

  @Override
  public boolean getTcpNoDelay() {
    return true;
  }

  @Override
  public void setKeepAlive(boolean on) {
    // There is no TCP.
  }

  @Override
  public boolean getKeepAlive() {
    return false;
  }

  @Override
  public void setReceiveBufferSize(int size) {
    // There is no TCP.
  }

  @Override
  public int getReceiveBufferSize() {
    return 0;
  }

  @Override
  public void setReuseAddress(boolean on) {
    // There is no port.
  }

  @Override
  public boolean getReuseAddress() {
    return false;
  }

  @Override
  public void setSoLinger(boolean on, int seconds) {
    // Closing drops what was not sent.
  }

  @Override
  public int getSoLinger() {
    return -1;
  }

  @Override
  public String toString() {
    return "unix:" + path;
  }

  /** Reads that end at SO_TIMEOUT, which a blocking channel does not know. */
  private final class TimedInput extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      ByteBuffer bytes = ByteBuffer.wrap(target, offset, length);
      channel.configureBlocking(false);
      try {
        int count = channel.read(bytes);
        return count == 0 && length > 0 ? readWhenReady(bytes) : count;
      } finally {
        if (channel.isOpen()) {
          channel.configureBlocking(true);
        }
      }
    }

    private int readWhenReady(ByteBuffer bytes) throws IOException {
      try (Selector selector = Selector.open()) {
        channel.register(selector, SelectionKey.OP_READ);
        if (selector.select(timeoutMillis) == 0) {
          throw new SocketTimeoutException("Read timed out");
        }
        return channel.read(bytes);
      }
    }
  }
}
