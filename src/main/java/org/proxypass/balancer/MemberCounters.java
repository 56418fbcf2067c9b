package org.proxypass.balancer;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * What is counted of one member. Each is exact once nothing is in flight. Safe for many threads.
 */
public final class MemberCounters {
  private final LongAdder elected = new LongAdder();
  private final LongAdder sent = new LongAdder();
  private final LongAdder received = new LongAdder();
  private final AtomicInteger busy = new AtomicInteger();

  /** An attempt begins. */
  void begin() {
    elected.increment();
    busy.incrementAndGet();
  }

  /** An attempt is over, whatever became of it. */
  void end() {
    busy.decrementAndGet();
  }

  /** Bytes went to the backend. */
  void addSent(long bytes) {
    sent.add(bytes);
  }

  /** Bytes came from the backend. */
  void addReceived(long bytes) {
    received.add(bytes);
  }

  /** Attempts so far (httpd: Elected). */
  public long elected() {
    return elected.sum();
  }

  /** Bytes to the backend (httpd: transferred, To). */
  public long sent() {
    return sent.sum();
  }

  /** Bytes from the backend (httpd: read, From). */
  public long received() {
    return received.sum();
  }

  /** Attempts in flight (httpd: Busy). */
  public int busy() {
    return busy.get();
  }
}
