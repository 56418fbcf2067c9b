package org.proxypass.backend;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.proxypass.exchange.UpgradedConnection;

/** A backend connection without HTTP, in clear text or inside TLS. */
final class RawConnection implements UpgradedConnection {
  private final BackendSocket socket;
  private final @Nullable SSLSocket tls;
  private final @Nullable TlsSource tlsSource;
  private final OutputStream output;
  private final UpgradeTerms terms;
  private byte @Nullable [] glued;
  private int gluedUsed;

  /**
   * Takes over a connection that is in non-blocking mode already.
   *
   * @param tls the layer over {@code socket}; null for clear text
   * @param glued what was received behind the head of the 101; may be empty
   */
  RawConnection(BackendSocket socket, @Nullable SSLSocket tls, byte[] glued, UpgradeTerms terms)
      throws IOException {
    this.socket = socket;
    this.tls = tls;
    this.tlsSource = tls == null ? null : new TlsSource(tls, socket.transportInput());
    this.output = tls == null ? socket.output() : tls.getOutputStream();
    this.glued = glued.length == 0 ? null : glued;
    this.terms = terms;
  }

  @Override
  public int poll(byte[] target, int offset, int length) throws IOException {
    byte[] first = glued;
    if (first != null) {
      int count = Math.min(length, first.length - gluedUsed);
      System.arraycopy(first, gluedUsed, target, offset, count);
      gluedUsed += count;
      if (gluedUsed == first.length) {
        glued = null;
      }
      return count;
    }
    return tlsSource == null
        ? socket.source().poll(target, offset, length)
        : tlsSource.pollNonBlocking(target, offset, length);
  }

  @Override
  public boolean mayHoldMore() {
    return tls != null;
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    output.write(source, offset, length);
  }

  @Override
  public void shutdownOutput() throws IOException {
    if (tls == null) {
      socket.shutdownOutput();
    } else {
      tls.shutdownOutput();
    }
  }

  @Override
  public SelectableChannel channel() {
    return socket.getChannel();
  }

  @Override
  public String protocol() {
    return terms.protocol();
  }

  @Override
  public Duration timeout() {
    return terms.timeout();
  }

  @Override
  public Object owner() {
    return terms.owner();
  }
}
