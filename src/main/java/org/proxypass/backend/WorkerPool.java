package org.proxypass.backend;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.ConnectionHolder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.pool.PoolStats;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
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

  private final BackendUrl url;
  private final WorkerLimits limits;
  private final BackendWay way;
  private final HttpRoute route;
  private final BackendAddresses addresses;
  private final @Nullable RotatingRoutes rotation;
  private final ConnectionOpener opener;
  private final PoolingHttpClientConnectionManager manager;
  private final Timeout acquireTimeout;
  private final Throttle upkeep = new Throttle(UPKEEP_INTERVAL, System::nanoTime);
  private final Object idleLock = new Object();
  private volatile boolean closed;

  /**
   * An empty pool.
   *
   * @param names looks up the name of the backend, or of the proxy on the way to it
   * @param rotates whether requests go to all addresses of the name in turn
   */
  WorkerPool(
      BackendWay way,
      WorkerLimits limits,
      int receiveBuffer,
      boolean rotates,
      NameResolver names,
      Supplier<SSLContext> tls) {
    this.url = way.url();
    this.limits = limits;
    this.way = way;
    route = way.route(null);
    addresses =
        new BackendAddresses(
            way.firstHop(), names, limits.believed(), System::nanoTime, this::closeIdle);
    rotation = rotates && way.unixSocket() == null ? new RotatingRoutes(way, addresses) : null;
    Duration acquire = limits.acquire();
    acquireTimeout = acquire == null ? WAIT_FOR_EVER : ConnectionOpener.timeout(acquire);
    opener = new ConnectionOpener(way, limits, receiveBuffer, addresses, tls);
    manager = manager(limits, opener);
  }

  private static PoolingHttpClientConnectionManager manager(
      WorkerLimits limits, ConnectionOpener opener) {
    PoolingHttpClientConnectionManager manager =
        new PoolingHttpClientConnectionManager(
            opener.operator(),
            PoolConcurrencyPolicy.STRICT,
            PoolReusePolicy.LIFO,
            TimeValue.NEG_ONE_MILLISECOND,
            socket -> new BackendConnection());
    manager.setMaxTotal(limits.connections());
    manager.setDefaultMaxPerRoute(limits.connections());
    manager.setDefaultSocketConfig(opener.socketConfig());
    manager.setDefaultConnectionConfig(
        ConnectionConfig.custom()
            .setConnectTimeout(opener.connectTimeout())
            .setSocketTimeout(ConnectionOpener.timeout(limits.io()))
            // Zero: asks BackendConnection.isStale at every lease.
            .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
            .build());
    return manager;
  }

  /** Opens connections outside of the pool. */
  ConnectionOpener opener() {
    return opener;
  }

  /**
   * Takes an idle connection that is fit for a request, or opens one.
   *
   * @param fresh whether the connection must not have served another request
   * @throws Fault when none is free in time or the backend cannot be reached
   */
  LeasedConnection lease(boolean fresh) {
    addresses.refreshIfDue();
    List<InetAddress> known = addresses.known();
    try {
      return leaseFromAny(fresh);
    } catch (UnknownHostException | SSLException failure) {
      throw FaultTranslator.connecting(url, failure);
    } catch (IOException failure) {
      if (!addresses.renewAfter(known)) {
        throw FaultTranslator.connecting(url, failure);
      }
    }
    try {
      return leaseFromAny(fresh);
    } catch (IOException failure) {
      throw FaultTranslator.connecting(url, failure);
    }
  }

  private LeasedConnection leaseFromAny(boolean fresh) throws IOException {
    if (rotation == null) {
      return lease(route, fresh);
    }
    List<HttpRoute> routes = rotation.all();
    int first = rotation.next(routes.size());
    for (int i = 1; i < routes.size(); i++) {
      try {
        return lease(routes.get((first + i) % routes.size()), fresh);
      } catch (IOException unreachable) {
        // The others may be there.
      }
    }
    return lease(routes.get(first), fresh);
  }

  private LeasedConnection lease(HttpRoute to, boolean fresh) throws IOException {
    ConnectionEndpoint endpoint = acquire(to);
    if (fresh && endpoint.isConnected()) {
      endpoint.close(CloseMode.GRACEFUL);
    }
    boolean reused = endpoint.isConnected();
    boolean connected = false;
    try {
      if (!reused) {
        connect(endpoint);
      }
      connected = true;
      return new LeasedConnection(this, endpoint, connection(endpoint), reused);
    } finally {
      if (!connected) {
        endpoint.close(CloseMode.IMMEDIATE);
        manager.release(endpoint, null, null);
      }
    }
  }

  private static BackendConnection connection(ConnectionEndpoint endpoint) {
    return (BackendConnection) ((ConnectionHolder) endpoint).get();
  }

  private void connect(ConnectionEndpoint endpoint) throws IOException {
    HttpClientContext context = HttpClientContext.create();
    manager.connect(endpoint, opener.connectTimeout(), context);
    RemoteProxy proxy = way.tunnelledThrough();
    if (proxy != null) {
      ProxyTunnel.open(connection(endpoint), url, proxy, limits.line());
      manager.upgrade(endpoint, context);
    }
  }

  private ConnectionEndpoint acquire(HttpRoute to) {
    try {
      return manager.lease("", to, acquireTimeout, null).get(acquireTimeout);
    } catch (TimeoutException timeout) {
      throw Fault.unreachable(503, url.origin() + ": no free connection in time", timeout);
    } catch (ExecutionException | IllegalStateException failure) {
      throw Fault.unreachable(503, url.origin() + ": " + failure.getMessage(), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw Fault.internal(503, url.origin() + ": interrupted", interrupted);
    }
  }

  /**
   * Takes a connection back.
   *
   * @param keepAlive how long it may stay idle, negative for no limit; null closes it
   */
  void release(
      ConnectionEndpoint endpoint, BackendConnection connection, @Nullable TimeValue keepAlive) {
    if (keepAlive == null || closed || !addresses.admits(connection)) {
      manager.release(endpoint, null, null);
    } else if (limits.idleRule().counts()) {
      // Otherwise two at a time would find the same number of idle ones.
      synchronized (idleLock) {
        int idle = manager.getTotalStats().getAvailable();
        manager.release(endpoint, null, limits.idleRule().keep(keepAlive, idle));
      }
    } else {
      manager.release(endpoint, null, limits.idleRule().keep(keepAlive, 0));
    }
    if (closed) {
      closeIdle();
    } else if (upkeep.due()) {
      manager.closeExpired();
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
