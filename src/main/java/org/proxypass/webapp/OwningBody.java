package org.proxypass.webapp;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.proxypass.exchange.ResponseBody;
import org.proxypass.exchange.UpgradedConnection;
import org.proxypass.http.Fields;

/** A body whose source is closed with it. */
record OwningBody(ResponseBody body, AutoCloseable owner) implements ResponseBody {

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    return body.read(buffer, offset, length);
  }

  @Override
  public boolean ready() throws IOException {
    return body.ready();
  }

  @Override
  public long remaining() {
    return body.remaining();
  }

  @Override
  public @Nullable Fields trailers() {
    return body.trailers();
  }

  @Override
  public @Nullable UpgradedConnection upgraded() {
    return body.upgraded();
  }

  @Override
  public void close() {
    body.close();
    closeOwner();
  }

  @Override
  public void abort() {
    body.abort();
    closeOwner();
  }

  private void closeOwner() {
    try {
      owner.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
