package org.proxypass.admin;

import java.util.concurrent.atomic.LongAdder;

/** What is counted of the requests of one ProxyPass entry. Safe for many threads. */
public final class EntryFigures {
  private final LatencyHistogram latencies = new LatencyHistogram();
  private final LongAdder errors = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  EntryFigures() {}

  /**
   * Counts one exchange that is over.
   *
   * @param failed whether the client got a 5xx or a broken response
   * @param bodyBytes the bytes of its body that were sent
   * @param micros how long it took, in microseconds
   */
  void add(boolean failed, long bodyBytes, long micros) {
    latencies.record(micros);
    bytes.add(bodyBytes);
    if (failed) {
      errors.increment();
    }
  }

  /** How long they took. */
  public Latencies latencies() {
    return latencies.snapshot();
  }

  /** Those that ended with a 5xx or a broken response. */
  public long errors() {
    return errors.sum();
  }

  /** Bytes of bodies to clients. */
  public long bytes() {
    return bytes.sum();
  }
}
