package org.proxypass.balancer;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.proxypass.exchange.ResponseBody;
import org.proxypass.exchange.UpgradedConnection;
import org.proxypass.http.Fields;

/**
 * The body of a member's response: its bytes are counted, and the attempt is over when it is ended,
 * be it the body of a tunnel.
 */
final class AttemptBody implements ResponseBody {
  private final ResponseBody body;
  private final MemberCounters counters;
  private final AtomicBoolean ended = new AtomicBoolean();

  /** Begins the body of an attempt that was begun in {@code counters}. */
  AttemptBody(ResponseBody body, MemberCounters counters) {
    this.body = body;
    this.counters = counters;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = body.read(buffer, offset, length);
    if (count > 0) {
      counters.addReceived(count);
    }
    return count;
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
  public void close() {
    try {
      body.close();
    } finally {
      end();
    }
  }

  @Override
  public void abort() {
    try {
      body.abort();
    } finally {
      end();
    }
  }

  private void end() {
    if (ended.compareAndSet(false, true)) {
      counters.end();
    }
  }

  @Override
  public @Nullable Fields trailers() {
    return body.trailers();
  }

  @Override
  public @Nullable UpgradedConnection upgraded() {
    UpgradedConnection connection = body.upgraded();
    return connection == null ? null : new CountedConnection(connection, counters);
  }
}
