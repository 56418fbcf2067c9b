package org.proxypass.webapp;

import org.proxypass.exchange.ResponseBody;

/** A body without bytes and without a source. */
enum EmptyBody implements ResponseBody {
  /** There is only one. */
  INSTANCE;

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

  @Override
  public void close() {}

  @Override
  public void abort() {}
}
