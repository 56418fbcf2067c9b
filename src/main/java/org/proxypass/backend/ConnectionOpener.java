package org.proxypass.backend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.proxypass.config.RemoteProxy;

/** Opens connections to one backend: every address in turn, TLS, the way through a proxy. */
final class ConnectionOpener {
  private final BackendWay way;
  private final WorkerLimits limits;
  private final HttpClientConnectionOperator operator;
  private final SocketConfig socketConfig;
  private final Timeout connectTimeout;

  /**
   * Connects nowhere yet.
   *
   * @param receiveBuffer SO_RCVBUF in bytes; 0 leaves it to the system
   */
  ConnectionOpener(
      BackendWay way,
      WorkerLimits limits,
      int receiveBuffer,
      BackendAddresses addresses,
      Supplier<SSLContext> trust) {
    this.way = way;
    this.limits = limits;
    BackendTls tls = new BackendTls(trust);
    this.operator =
        new DefaultHttpClientConnectionOperator(
            proxy -> socket(way), null, addresses, scheme -> scheme.equals("https") ? tls : null);
    this.connectTimeout = timeout(limits.connect());
    this.socketConfig =
        SocketConfig.custom()
            .setTcpNoDelay(true)
            .setRcvBufSize(receiveBuffer)
            .setSoKeepAlive(limits.tcpKeepAlive())
            .setTcpKeepIdle(-1)
            .setTcpKeepInterval(-1)
            .setTcpKeepCount(-1)
            .setSoTimeout(timeout(limits.io()))
            .build();
  }

  static Timeout timeout(Duration duration) {
    return Timeout.ofMilliseconds(Math.max(1, duration.toMillis()));
  }

  private static BackendSocket socket(BackendWay way) {
    try {
      return way.socket();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  HttpClientConnectionOperator operator() {
    return operator;
  }

  SocketConfig socketConfig() {
    return socketConfig;
  }

  Timeout connectTimeout() {
    return connectTimeout;
  }

  /** Opens a connection that no pool knows; whoever gets it closes it. */
  BackendConnection open() throws IOException {
    RemoteProxy proxy = way.tunnelledThrough();
    BackendConnection connection = connect(firstHop());
    boolean complete = false;
    try {
      if (proxy != null) {
        ProxyTunnel.open(connection, way.url(), proxy, limits.line());
        operator.upgrade(connection, way.backend(), null, null, HttpClientContext.create());
      }
      complete = true;
      return connection;
    } finally {
      if (!complete) {
        connection.close(CloseMode.IMMEDIATE);
      }
    }
  }

  /** Opens a connection as {@link #open}, but without the TLS that would follow. */
  BackendConnection openPlain() throws IOException {
    HttpHost hop = firstHop();
    return connect(
        hop.getAddress() == null
            ? new HttpHost("http", hop.getHostName(), hop.getPort())
            : new HttpHost("http", hop.getAddress(), hop.getHostName(), hop.getPort()));
  }

  private HttpHost firstHop() {
    HttpRoute route = way.route(null);
    HttpHost proxy = route.getProxyHost();
    return proxy == null ? route.getTargetHost() : proxy;
  }

  private BackendConnection connect(HttpHost host) throws IOException {
    BackendConnection connection = new BackendConnection();
    InetSocketAddress local = way.source() == null ? null : new InetSocketAddress(way.source(), 0);
    operator.connect(
        connection,
        host,
        null,
        local,
        connectTimeout,
        socketConfig,
        null,
        HttpClientContext.create());
    return connection;
  }
}
