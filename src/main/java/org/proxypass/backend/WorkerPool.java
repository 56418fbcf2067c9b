package org.proxypass.backend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.RouteInfo.LayerType;
import org.apache.hc.client5.http.RouteInfo.TunnelType;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.ConnectionHolder;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.pool.PoolStats;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.Egress;
import org.proxypass.config.RemoteProxy;
import org.proxypass.exchange.Fault;
import org.proxypass.http.BackendUrl;

/**
 * The connections to one backend: HttpClient's connection manager with every switch of it. Nothing
 * of HttpClient above the manager is used, so nothing adds fields, follows redirects, stores
 * cookies, decompresses or retries.
 */
final class WorkerPool {
  private static final Timeout WAIT_FOR_EVER = Timeout.ofDays(365);
  private static final Duration UPKEEP_INTERVAL = Duration.ofSeconds(10);

  /** Nearly every backend has closed its end by then, and its socket would stay half open here. */
  private static final TimeValue FORGOTTEN = TimeValue.ofMinutes(5);

  private final BackendUrl url;
  private final WorkerLimits limits;
  private final HttpRoute route;
  private final @Nullable RemoteProxy tunnelledThrough;
  private final PoolingHttpClientConnectionManager manager;
  private final Timeout connectTimeout;
  private final Timeout acquireTimeout;
  private final Throttle upkeep = new Throttle(UPKEEP_INTERVAL, System::nanoTime);
  private volatile boolean closed;

  WorkerPool(
      BackendUrl url,
      @Nullable Path unixSocket,
      WorkerLimits limits,
      Egress egress,
      Supplier<SSLContext> tls) {
    this.url = url;
    this.limits = limits;
    RemoteProxy remote = unixSocket == null ? egress.remote().orElse(null) : null;
    tunnelledThrough = url.secure() ? remote : null;
    route =
        unixSocket == null
            ? route(url, remote, egress.sourceAddress().orElse(null))
            : localRoute(url);
    connectTimeout = timeout(limits.connect());
    Duration acquire = limits.acquire();
    acquireTimeout = acquire == null ? WAIT_FOR_EVER : timeout(acquire);
    manager =
        manager(limits, unixSocket, egress.receiveBuffer(), new BackendTls(tls), connectTimeout);
  }

  /** The name behind a unix socket is only for the Host field and never looked up. */
  private static HttpRoute localRoute(BackendUrl url) {
    InetAddress nowhere = InetAddress.getLoopbackAddress();
    HttpHost backend = new HttpHost(scheme(url), nowhere, url.host(), url.port());
    return new HttpRoute(backend, null, url.secure());
  }

  /** A WebSocket begins as HTTP (RFC 6455 §1.7). */
  private static String scheme(BackendUrl url) {
    return url.secure() ? "https" : "http";
  }

  private static BackendSocket socket(@Nullable Path unixSocket) {
    try {
      return unixSocket == null ? new BackendSocket() : new BackendSocket(unixSocket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpRoute route(
      BackendUrl url, @Nullable RemoteProxy remote, @Nullable InetAddress source) {
    HttpHost backend = new HttpHost(scheme(url), url.host(), url.port());
    if (remote == null) {
      return new HttpRoute(backend, source, url.secure());
    }
    HttpHost proxy = new HttpHost("http", remote.host(), remote.port());
    // To a plain backend every connection to the proxy will do: the head names the backend.
    return url.secure()
        ? new HttpRoute(backend, source, proxy, true, TunnelType.TUNNELLED, LayerType.LAYERED)
        : new HttpRoute(proxy, source, false);
  }

  private static PoolingHttpClientConnectionManager manager(
      WorkerLimits limits,
      @Nullable Path unixSocket,
      int receiveBuffer,
      BackendTls tls,
      Timeout connectTimeout) {
    PoolingHttpClientConnectionManager manager =
        new PoolingHttpClientConnectionManager(
            new DefaultHttpClientConnectionOperator(
                proxy -> socket(unixSocket),
                null,
                null,
                scheme -> scheme.equals("https") ? tls : null),
            PoolConcurrencyPolicy.STRICT,
            PoolReusePolicy.LIFO,
            TimeValue.NEG_ONE_MILLISECOND,
            socket -> new BackendConnection());
    manager.setMaxTotal(limits.connections());
    manager.setDefaultMaxPerRoute(limits.connections());
    manager.setDefaultSocketConfig(
        SocketConfig.custom()
            .setTcpNoDelay(true)
            .setRcvBufSize(receiveBuffer)
            .setSoKeepAlive(limits.tcpKeepAlive())
            .setTcpKeepIdle(-1)
            .setTcpKeepInterval(-1)
            .setTcpKeepCount(-1)
            .setSoTimeout(timeout(limits.io()))
            .build());
    manager.setDefaultConnectionConfig(
        ConnectionConfig.custom()
            .setConnectTimeout(connectTimeout)
            .setSocketTimeout(timeout(limits.io()))
            // Zero: asks BackendConnection.isStale at every lease.
            .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
            .build());
    return manager;
  }

  private static Timeout timeout(Duration duration) {
    return Timeout.ofMilliseconds(Math.max(1, duration.toMillis()));
  }

  /**
   * Takes an idle connection that is fit for a request, or opens one.
   *
   * @param fresh whether the connection must not have served another request
   * @throws Fault when none is free in time or the backend cannot be reached
   */
  LeasedConnection lease(boolean fresh) {
    ConnectionEndpoint endpoint = acquire();
    if (fresh && endpoint.isConnected()) {
      endpoint.close(CloseMode.GRACEFUL);
    }
    boolean reused = endpoint.isConnected();
    boolean connected = false;
    try {
      if (!reused) {
        connect(endpoint);
      }
      BackendConnection connection = (BackendConnection) ((ConnectionHolder) endpoint).get();
      connected = true;
      return new LeasedConnection(this, endpoint, connection, reused);
    } catch (IOException failure) {
      throw FaultTranslator.connecting(url, failure);
    } finally {
      if (!connected) {
        endpoint.close(CloseMode.IMMEDIATE);
        manager.release(endpoint, null, null);
      }
    }
  }

  private void connect(ConnectionEndpoint endpoint) throws IOException {
    HttpClientContext context = HttpClientContext.create();
    manager.connect(endpoint, connectTimeout, context);
    if (tunnelledThrough != null) {
      BackendConnection connection = (BackendConnection) ((ConnectionHolder) endpoint).get();
      ProxyTunnel.open(connection, url, tunnelledThrough, limits.line());
      manager.upgrade(endpoint, context);
    }
  }

  private ConnectionEndpoint acquire() {
    try {
      return manager.lease("", route, acquireTimeout, null).get(acquireTimeout);
    } catch (TimeoutException timeout) {
      throw Fault.unreachable(503, url.origin() + ": no free connection in time", timeout);
    } catch (ExecutionException | IllegalStateException failure) {
      throw Fault.unreachable(503, url.origin() + ": " + failure.getMessage(), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw Fault.internal(503, url.origin() + ": interrupted", interrupted);
    }
  }

  void release(ConnectionEndpoint endpoint, @Nullable TimeValue keepAlive) {
    manager.release(endpoint, null, closed ? null : keepAlive);
    if (closed) {
      closeIdle();
    } else if (upkeep.due()) {
      manager.closeExpired();
      manager.closeIdle(FORGOTTEN);
    }
  }

  PoolFigures figures() {
    PoolStats stats = manager.getTotalStats();
    return new PoolFigures(
        stats.getLeased(), stats.getAvailable(), stats.getPending(), limits.connections());
  }

  /** Closes idle connections now and the others when their exchange ends. */
  void close() {
    closed = true;
    closeIdle();
  }

  /** Cuts all connections. */
  void closeNow() {
    closed = true;
    manager.close(CloseMode.IMMEDIATE);
  }

  private void closeIdle() {
    manager.closeIdle(TimeValue.ZERO_MILLISECONDS);
  }
}
