package org.proxypass.backend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A socket whose reading and writing is ours: TLS is laid over it as over any socket, and beneath
 * the TLS layer we still see whether bytes wait and whether the peer just cut the connection.
 */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // the channel's socket has its own locks
final class BackendSocket extends Socket {
  private final SocketChannel channel;
  private final Socket delegate;
  private final ChannelSource source;
  private final ChannelOutput output;
  private @Nullable TransportInput input;

  BackendSocket() throws IOException {
    super((SocketImpl) null);
    channel = SocketChannel.open();
    delegate = channel.socket();
    source = new ChannelSource(channel, delegate);
    output = new ChannelOutput(channel, delegate);
  }

  /** A socket that connects to {@code path} of the file system. */
  BackendSocket(Path path) throws IOException {
    super((SocketImpl) null);
    channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    delegate = new UnixSocket(channel, path);
    source = new ChannelSource(channel, delegate);
    output = new ChannelOutput(channel, delegate);
  }

  /** The bytes as they come from the network. */
  ByteSource source() {
    return source;
  }

  /** The limited writes to the network. */
  ChannelOutput output() {
    return output;
  }

  /** What the TLS layer reads from. */
  TransportInput transportInput() {
    if (input == null) {
      input = new TransportInput(source);
    }
    return input;
  }

  /**
   * Goes over to one thread that reads and another one that writes. A read that finds nothing
   * throws {@link java.net.SocketTimeoutException} at once from now on; SO_TIMEOUT still limits
   * each write.
   */
  void becomeNonBlocking() throws IOException {
    channel.configureBlocking(false);
    source.neverWait();
    output.becomeNonBlocking();
  }

  @Override
  public SocketChannel getChannel() {
    return channel;
  }

  @Override
  public InputStream getInputStream() {
    return transportInput();
  }

  @Override
  public OutputStream getOutputStream() {
    return output;
  }

  @Override
  public void connect(SocketAddress address) throws IOException {
    delegate.connect(address);
  }

  @Override
  public void connect(SocketAddress address, int timeoutMillis) throws IOException {
    delegate.connect(address, timeoutMillis);
  }

  @Override
  public void bind(SocketAddress address) throws IOException {
    delegate.bind(address);
  }

  @Override
  public void close() throws IOException {
    delegate.close();
  }

  @Override
  public boolean isConnected() {
    return delegate.isConnected();
  }

  @Override
  public boolean isBound() {
    return delegate.isBound();
  }

  @Override
  public boolean isClosed() {
    return delegate.isClosed();
  }

  @Override
  public boolean isInputShutdown() {
    return delegate.isInputShutdown();
  }

  @Override
  public boolean isOutputShutdown() {
    return delegate.isOutputShutdown();
  }

  @Override
  public void shutdownInput() throws IOException {
    delegate.shutdownInput();
  }

  @Override
  public void shutdownOutput() throws IOException {
    delegate.shutdownOutput();
  }

  @Override
  public InetAddress getInetAddress() {
    return delegate.getInetAddress();
  }

  @Override
  public InetAddress getLocalAddress() {
    return delegate.getLocalAddress();
  }

  @Override
  public int getPort() {
    return delegate.getPort();
  }

  @Override
  public int getLocalPort() {
    return delegate.getLocalPort();
  }

  @Override
  public SocketAddress getRemoteSocketAddress() {
    return delegate.getRemoteSocketAddress();
  }

  @Override
  public SocketAddress getLocalSocketAddress() {
    return delegate.getLocalSocketAddress();
  }

  @Override
  public void setSoTimeout(int millis) throws SocketException {
    delegate.setSoTimeout(millis);
  }

  @Override
  public int getSoTimeout() throws SocketException {
    return delegate.getSoTimeout();
  }

  @Override
  public void setTcpNoDelay(boolean on) throws SocketException {
    delegate.setTcpNoDelay(on);
  }

  @Override
  public boolean getTcpNoDelay() throws SocketException {
    return delegate.getTcpNoDelay();
  }

  @Override
  public void setKeepAlive(boolean on) throws SocketException {
    delegate.setKeepAlive(on);
  }

  @Override
  public boolean getKeepAlive() throws SocketException {
    return delegate.getKeepAlive();
  }

  @Override
  public void setReceiveBufferSize(int size) throws SocketException {
    delegate.setReceiveBufferSize(size);
  }

  @Override
  public int getReceiveBufferSize() throws SocketException {
    return delegate.getReceiveBufferSize();
  }

  @Override
  public void setReuseAddress(boolean on) throws SocketException {
    delegate.setReuseAddress(on);
  }

  @Override
  public boolean getReuseAddress() throws SocketException {
    return delegate.getReuseAddress();
  }

  @Override
  public void setSoLinger(boolean on, int seconds) throws SocketException {
    delegate.setSoLinger(on, seconds);
  }

  @Override
  public int getSoLinger() throws SocketException {
    return delegate.getSoLinger();
  }

  @Override
  public String toString() {
    return delegate.toString();
  }
}
