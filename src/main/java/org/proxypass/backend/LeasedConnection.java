package org.proxypass.backend;

import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/**
 * A connection on loan from the pool. Given back exactly once, by {@link #release} or {@link #cut};
 * what comes after the first is ignored.
 */
final class LeasedConnection {
  private final WorkerPool pool;
  private final ConnectionEndpoint endpoint;
  private final BackendConnection connection;
  private final boolean reused;
  private boolean returned;

  LeasedConnection(
      WorkerPool pool, ConnectionEndpoint endpoint, BackendConnection connection, boolean reused) {
    this.pool = pool;
    this.endpoint = endpoint;
    this.connection = connection;
    this.reused = reused;
  }

  BackendConnection connection() {
    return connection;
  }

  /** Whether the connection has served a request before. */
  boolean reused() {
    return reused;
  }

  /**
   * Gives the connection back after a complete exchange.
   *
   * @param keepAlive how long it may stay idle, negative for no limit; null closes it
   */
  void release(@Nullable TimeValue keepAlive) {
    if (!returned) {
      returned = true;
      pool.release(endpoint, connection, keepAlive);
    }
  }

  /** Closes the connection at once, whatever is on its way in either direction. */
  void cut() {
    if (!returned) {
      returned = true;
      endpoint.close(CloseMode.IMMEDIATE);
      pool.release(endpoint, connection, null);
    }
  }
}
