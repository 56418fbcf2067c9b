package org.proxypass.admin;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * How long things took, in buckets that are an eighth of a power of two wide: a value read from it
 * is at most 12.5 % too high. Recording allocates nothing once a stripe is in use and takes no
 * lock. Safe for many threads.
 */
public final class LatencyHistogram {
  private static final int SUB_BITS = 3;
  private static final int SUB_BUCKETS = 1 << SUB_BITS;
  private static final int LARGEST_EXPONENT = 35;

  /** About nine hours; whatever takes longer is counted as this. */
  static final long LARGEST_MICROS = (1L << (LARGEST_EXPONENT + 1)) - 1;

  static final int BUCKETS = (LARGEST_EXPONENT - SUB_BITS + 2) * SUB_BUCKETS;
  private static final int SUM = BUCKETS;
  private static final int MAX_STRIPES = 8;

  // Threads write to different arrays, as in LongAdder; one is made when it is first needed.
  private final AtomicReferenceArray<AtomicLongArray> stripes;
  private final AtomicLong max = new AtomicLong();

  /** An empty histogram. */
  public LatencyHistogram() {
    int processors = Math.min(Runtime.getRuntime().availableProcessors(), MAX_STRIPES);
    int size = Integer.highestOneBit(Math.max(1, 2 * processors - 1));
    this.stripes = new AtomicReferenceArray<>(size);
  }

  /**
   * Counts one.
   *
   * @param micros how long it took, in microseconds; less than 0 counts as 0
   */
  public void record(long micros) {
    long value = Math.max(0, Math.min(micros, LARGEST_MICROS));
    AtomicLongArray stripe = stripe();
    stripe.getAndIncrement(bucketOf(value));
    stripe.getAndAdd(SUM, value);
    if (value > max.get()) {
      max.accumulateAndGet(value, Math::max);
    }
  }

  private AtomicLongArray stripe() {
    // Neighbouring ids, which is what a pool's threads have, come to lie in different stripes.
    int index = (int) Thread.currentThread().getId() & (stripes.length() - 1);
    AtomicLongArray stripe = stripes.get(index);
    return stripe == null ? create(index) : stripe;
  }

  private AtomicLongArray create(int index) {
    AtomicLongArray created = new AtomicLongArray(BUCKETS + 1);
    return stripes.compareAndSet(index, null, created) ? created : stripes.get(index);
  }

  static int bucketOf(long value) {
    if (value < SUB_BUCKETS) {
      return (int) value;
    }
    int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(value);
    int sub = (int) (value >>> (exponent - SUB_BITS)) & (SUB_BUCKETS - 1);
    return (exponent - SUB_BITS + 1) * SUB_BUCKETS + sub;
  }

  /** The largest value of a bucket. */
  static long upperBound(int bucket) {
    if (bucket < SUB_BUCKETS) {
      return bucket;
    }
    int shift = bucket / SUB_BUCKETS - 1;
    return ((long) (SUB_BUCKETS + bucket % SUB_BUCKETS + 1) << shift) - 1;
  }

  /** What was recorded until now. */
  public Latencies snapshot() {
    long[] counts = new long[BUCKETS];
    long sum = 0;
    for (int i = 0; i < stripes.length(); i++) {
      AtomicLongArray stripe = stripes.get(i);
      if (stripe != null) {
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
          counts[bucket] += stripe.get(bucket);
        }
        sum += stripe.get(SUM);
      }
    }
    return new Latencies(counts, sum, max.get());
  }
}
