package org.proxypass.admin;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What is counted of all requests since the start. Safe for many threads. */
public final class ServerFigures {
  private static final int CLASSES = 5;

  private final long startNanos;
  private final long startMillis;
  private final LongAdder begun = new LongAdder();
  private final List<LongAdder> ended = Stream.generate(LongAdder::new).limit(CLASSES).toList();
  private final LongAdder broken = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder micros = new LongAdder();
  private final RequestRate rate;

  /**
   * Begins to count.
   *
   * @param startNanos now, as {@link System#nanoTime}
   * @param startMillis now, in milliseconds since 1970
   */
  ServerFigures(long startNanos, long startMillis) {
    this.startNanos = startNanos;
    this.startMillis = startMillis;
    this.rate = new RequestRate(startNanos, this::requests);
  }

  void begin() {
    begun.increment();
  }

  /**
   * Counts one exchange that is over.
   *
   * @param status that the client got
   * @param brokenOff whether the client could see that its response was not complete
   */
  void end(int status, boolean brokenOff, long bodyBytes, long tookMicros, long nowNanos) {
    ended.get(Math.max(1, Math.min(status / 100, CLASSES)) - 1).increment();
    bytes.add(bodyBytes);
    micros.add(tookMicros);
    if (brokenOff) {
      broken.increment();
    }
    rate.tick(nowNanos);
  }

  /** When counting began, in milliseconds since 1970. */
  public long startMillis() {
    return startMillis;
  }

  /** How long it has been counted. */
  public long uptimeMillis(long nowNanos) {
    return (nowNanos - startNanos) / 1_000_000;
  }

  /** Requests that are over. */
  public long requests() {
    return ended.stream().mapToLong(LongAdder::sum).sum();
  }

  /** Requests that are over by the first digit of their status, {@code 1xx} first. */
  public List<Long> requestsByClass() {
    return LongStream.range(0, CLASSES).map(i -> ended.get((int) i).sum()).boxed().toList();
  }

  /** Those among {@link #requests()} whose response was broken off. */
  public long broken() {
    return broken.sum();
  }

  /** Requests that are being served. */
  public long busy() {
    // In this order: what ends in between makes it too large, never negative.
    long over = requests();
    return begun.sum() - over;
  }

  /** Bytes of bodies to clients. */
  public long bytes() {
    return bytes.sum();
  }

  /** The time all requests took together, in microseconds. */
  public long totalMicros() {
    return micros.sum();
  }

  /** Requests per second in the last ten seconds. */
  public double requestsPerSecond(long nowNanos) {
    return rate.perSecond(nowNanos);
  }
}
