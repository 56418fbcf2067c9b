package org.proxypass.backend;

import org.proxypass.exchange.ResponseBody;
import org.proxypass.exchange.UpgradedConnection;

/** What stands behind a 101: no body, but the connection itself, which no other request gets. */
final class UpgradedBody implements ResponseBody {
  private final LeasedConnection lease;
  private final UpgradedConnection connection;

  UpgradedBody(LeasedConnection lease, UpgradedConnection connection) {
    this.lease = lease;
    this.connection = connection;
  }

  @Override
  public UpgradedConnection upgraded() {
    return connection;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    return -1;
  }

  @Override
  public boolean ready() {
    return true;
  }

  @Override
  public long remaining() {
    return 0;
  }

  /** Ends the connection behind the last byte that was written to it. */
  @Override
  public void close() {
    lease.release(null);
  }

  @Override
  public void abort() {
    lease.cut();
  }
}
