package org.proxypass.admin;

import java.util.Arrays;

/** What a {@link LatencyHistogram} held at one moment. Immutable. */
public final class Latencies {
  private final long[] counts;
  private final long count;
  private final long sumMicros;
  private final long maxMicros;

  Latencies(long[] counts, long sumMicros, long maxMicros) {
    this.counts = counts;
    this.count = Arrays.stream(counts).sum();
    this.sumMicros = sumMicros;
    this.maxMicros = maxMicros;
  }

  /** How many were recorded. */
  public long count() {
    return count;
  }

  /** All of them together, in microseconds. */
  public long sumMicros() {
    return sumMicros;
  }

  /** The longest, in microseconds; 0 when there is none. */
  public long maxMicros() {
    return maxMicros;
  }

  /**
   * A time within which {@code percent} of them were done, in microseconds, at most 12.5 % too
   * high; 0 when there is none.
   *
   * @param percent 1–100
   */
  public long percentileMicros(int percent) {
    long rank = Math.max(1, (count * percent + 99) / 100);
    long seen = 0;
    for (int bucket = 0; bucket < counts.length; bucket++) {
      seen += counts[bucket];
      if (seen >= rank) {
        return Math.min(LatencyHistogram.upperBound(bucket), maxMicros);
      }
    }
    return maxMicros;
  }

  /**
   * How many took less than two to the power of {@code exponent} microseconds; exact.
   *
   * @param exponent 3 or more
   */
  public long countBelow(int exponent) {
    int end = LatencyHistogram.bucketOf(1L << exponent);
    long below = 0;
    for (int bucket = 0; bucket < Math.min(end, counts.length); bucket++) {
      below += counts[bucket];
    }
    return below;
  }
}
