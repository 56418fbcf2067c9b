package org.proxypass.backend;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.ProtocolVersion;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.proxypass.exchange.UpgradedConnection;

/**
 * One connection to a backend as HttpClient's pool keeps it. The pool opens, probes and closes it;
 * messages travel through {@link #input} and {@link #output} in a {@link BackendExchange}, not
 * through HttpClient's own message types.
 */
final class BackendConnection implements ManagedHttpClientConnection {
  private static final int GRACEFUL_CLOSE_MILLIS = 1000;

  private volatile @Nullable BackendSocket socket;
  private volatile @Nullable SSLSocket tls;
  private volatile boolean closed;
  private @Nullable InputBuffer input;
  private @Nullable OutputBuffer output;

  /** What the backend sent, decrypted. */
  InputBuffer input() throws IOException {
    if (input == null) {
      input = new InputBuffer(source());
    }
    return input;
  }

  /** Where {@link #input} takes it from. */
  ByteSource source() throws IOException {
    SSLSocket secured = tls;
    BackendSocket plain = boundSocket();
    return secured == null ? plain.source() : new TlsSource(secured, plain.transportInput());
  }

  /** What goes to the backend. */
  OutputBuffer output() throws IOException {
    if (output == null) {
      SSLSocket secured = tls;
      OutputStream stream = secured == null ? boundSocket().output() : secured.getOutputStream();
      output = new OutputBuffer(stream);
    }
    return output;
  }

  /**
   * A request begins: nothing of an earlier one is on its way any more.
   *
   * @param earlyAnswer is asked when the backend sends something and does not read
   */
  void beginRequest(EarlyAnswer earlyAnswer) throws IOException {
    boundSocket().output().begin(earlyAnswer);
  }

  /** Leaves HTTP behind: from now on there are only bytes. Gives up the buffers of HTTP. */
  UpgradedConnection upgrade(UpgradeTerms terms) throws IOException {
    BackendSocket plain = boundSocket();
    InputBuffer received = input();
    byte[] glued = new byte[received.length()];
    if (glued.length > 0) {
      received.read(glued, 0, glued.length);
    }
    input = null;
    output = null;
    // Otherwise the connection would keep the handshake alive.
    plain.output().begin(EarlyAnswer.UNWATCHED);
    plain.becomeNonBlocking();
    return new RawConnection(plain, tls, glued, terms);
  }

  /** Whether bytes have arrived that belong to no response (RFC 9112 §9.2); asks no socket. */
  boolean holdsSurplus() throws IOException {
    InputBuffer received = input();
    return received.length() > 0 || (tls != null && received.ready());
  }

  /**
   * Whether the idle connection must not be used again: closed by the backend, or holding a byte
   * that would be taken for the answer to the next request. Asked at every lease.
   */
  @Override
  public boolean isStale() throws IOException {
    BackendSocket plain = boundSocket();
    if (holdsSurplus()) {
      return true;
    }
    return (tls == null ? input().poll() : plain.transportInput().poll()) != 0;
  }

  @Override
  public void bind(Socket unconnected) throws IOException {
    if (closed) {
      unconnected.close();
      throw new ConnectionClosedException("the worker was closed");
    }
    socket = (BackendSocket) unconnected;
  }

  @Override
  public void bind(SSLSocket secured, Socket plain) throws IOException {
    bind(plain);
    tls = secured;
    // What went before the handshake, like a CONNECT, went through the plain socket.
    input = null;
    output = null;
  }

  @Override
  public @Nullable Socket getSocket() {
    SSLSocket secured = tls;
    return secured == null ? socket : secured;
  }

  private BackendSocket boundSocket() throws IOException {
    BackendSocket bound = socket;
    if (bound == null) {
      throw new ConnectionClosedException("not connected");
    }
    return bound;
  }

  @Override
  public boolean isOpen() {
    return socket != null && !closed;
  }

  /** Always: who gives a connection back that is not at a message boundary closes it before. */
  @Override
  public boolean isConsistent() {
    return true;
  }

  @Override
  public void passivate() {
    BackendSocket bound = socket;
    if (bound != null) {
      // Otherwise an idle connection would keep the last request alive.
      bound.output().begin(EarlyAnswer.UNWATCHED);
    }
  }

  @Override
  public void activate() {
    // Nothing to do: the pool sets the timeout at every lease.
  }

  @Override
  public void setSocketTimeout(Timeout timeout) {
    try {
      boundSocket().setSoTimeout(timeout.toMillisecondsIntBound());
    } catch (IOException gone) {
      closed = true;
    }
  }

  @Override
  public Timeout getSocketTimeout() {
    try {
      return Timeout.ofMilliseconds(boundSocket().getSoTimeout());
    } catch (IOException gone) {
      return Timeout.DISABLED;
    }
  }

  @Override
  public void close() {
    close(CloseMode.GRACEFUL);
  }

  /** Closes with FIN (and close_notify), or at once with RST, so that the backend stops sending. */
  @Override
  public void close(CloseMode mode) {
    BackendSocket bound = socket;
    closed = true;
    if (bound == null || bound.isClosed()) {
      return;
    }
    try (bound) {
      if (mode == CloseMode.IMMEDIATE) {
        bound.setSoLinger(true, 0);
      } else {
        closeNotify(bound);
      }
    } catch (IOException | RuntimeException alreadyBroken) {
      // It is closed all the same.
    }
  }

  private void closeNotify(BackendSocket bound) throws IOException {
    SSLSocket secured = tls;
    if (secured != null) {
      bound.setSoTimeout(GRACEFUL_CLOSE_MILLIS);
      secured.shutdownOutput();
    }
  }

  @Override
  public boolean isDataAvailable(Timeout timeout) throws IOException {
    return input().poll() != 0;
  }

  @Override
  public void flush() throws IOException {
    output().flush();
  }

  @Override
  public @Nullable SSLSession getSSLSession() {
    SSLSocket secured = tls;
    return secured == null ? null : secured.getSession();
  }

  @Override
  public @Nullable EndpointDetails getEndpointDetails() {
    return null;
  }

  @Override
  public @Nullable SocketAddress getLocalAddress() {
    BackendSocket bound = socket;
    return bound == null ? null : bound.getLocalSocketAddress();
  }

  @Override
  public @Nullable SocketAddress getRemoteAddress() {
    BackendSocket bound = socket;
    return bound == null ? null : bound.getRemoteSocketAddress();
  }

  /** The address at the other end, or null when there is none. */
  @Nullable InetAddress remoteAddress() {
    BackendSocket bound = socket;
    return bound == null ? null : bound.getInetAddress();
  }

  @Override
  public ProtocolVersion getProtocolVersion() {
    return HttpVersion.HTTP_1_1;
  }

  @Override
  public void sendRequestHeader(ClassicHttpRequest request) {
    throw foreignMessage();
  }

  @Override
  public void sendRequestEntity(ClassicHttpRequest request) {
    throw foreignMessage();
  }

  @Override
  public void terminateRequest(ClassicHttpRequest request) {
    throw foreignMessage();
  }

  @Override
  public ClassicHttpResponse receiveResponseHeader() {
    throw foreignMessage();
  }

  @Override
  public void receiveResponseEntity(ClassicHttpResponse response) {
    throw foreignMessage();
  }

  private static UnsupportedOperationException foreignMessage() {
    return new UnsupportedOperationException("messages travel in a BackendExchange");
  }
}
