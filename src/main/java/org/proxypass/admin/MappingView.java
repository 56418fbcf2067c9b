package org.proxypass.admin;

/** The requests of one mapping in the eyes of JMX. */
public final class MappingView {
  private final StatusReport.Entry entry;

  MappingView(StatusReport.Entry entry) {
    this.entry = entry;
  }

  /** Requests that are over. */
  public long getRequests() {
    return entry.latencies().count();
  }

  /** Those with a 5xx or a broken response. */
  public long getErrors() {
    return entry.errors();
  }

  /** Bytes of bodies to clients. */
  public long getBytesSent() {
    return entry.bytes();
  }

  /** Half of them took no longer, in microseconds. */
  public long getMedianMicros() {
    return entry.latencies().percentileMicros(50);
  }

  /** 90 % of them took no longer, in microseconds. */
  public long getPercentile90Micros() {
    return entry.latencies().percentileMicros(90);
  }

  /** 99 % of them took no longer, in microseconds. */
  public long getPercentile99Micros() {
    return entry.latencies().percentileMicros(99);
  }

  /** The longest, in microseconds. */
  public long getMaxMicros() {
    return entry.latencies().maxMicros();
  }
}
