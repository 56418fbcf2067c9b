package org.proxypass.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyHistogramTest {

  @ParameterizedTest(name = "{0} µs is read as {1} µs at most")
  @CsvSource({
    "0, 0",
    "1, 1",
    "7, 7",
    "8, 8",
    "15, 15",
    "16, 17",
    "17, 17",
    "18, 19",
    "1000, 1023",
    "1023, 1023",
    "1024, 1151",
    "1000000, 1048575"
  })
  void a_value_lies_in_a_bucket(long value, long upperBound) {
    int bucket = LatencyHistogram.bucketOf(value);
    assertThat(LatencyHistogram.upperBound(bucket)).isEqualTo(upperBound);
  }

  @Test
  void buckets_follow_each_other_without_a_gap_and_are_at_most_an_eighth_wide() {
    for (int bucket = 0; bucket < LatencyHistogram.BUCKETS - 1; bucket++) {
      long bound = LatencyHistogram.upperBound(bucket);
      assertThat(LatencyHistogram.bucketOf(bound)).isEqualTo(bucket);
      assertThat(LatencyHistogram.bucketOf(bound + 1)).isEqualTo(bucket + 1);
      long width = LatencyHistogram.upperBound(bucket + 1) - bound;
      assertThat(width * 8).isLessThanOrEqualTo(Math.max(8, bound + 1));
    }
    assertThat(LatencyHistogram.upperBound(LatencyHistogram.BUCKETS - 1))
        .isEqualTo(LatencyHistogram.LARGEST_MICROS);
  }

  @Test
  void an_empty_histogram_has_only_zeros() {
    Latencies none = new LatencyHistogram().snapshot();
    assertThat(none.count()).isZero();
    assertThat(none.sumMicros()).isZero();
    assertThat(none.maxMicros()).isZero();
    assertThat(none.percentileMicros(50)).isZero();
    assertThat(none.percentileMicros(99)).isZero();
  }

  @ParameterizedTest(name = "percentile {0} of 1 to 1000 ms")
  @ValueSource(ints = {1, 10, 50, 90, 99, 100})
  void percentiles_are_never_too_low_and_at_most_an_eighth_too_high(int percent) {
    LatencyHistogram histogram = new LatencyHistogram();
    for (int millis = 1; millis <= 1000; millis++) {
      histogram.record(millis * 1000L);
    }
    long exact = percent * 10_000L;
    assertThat(histogram.snapshot().percentileMicros(percent)).isBetween(exact, exact * 9 / 8);
  }

  @Test
  void no_percentile_lies_above_the_longest() {
    LatencyHistogram histogram = new LatencyHistogram();
    histogram.record(1_000_001);
    Latencies one = histogram.snapshot();
    assertThat(one.percentileMicros(50)).isEqualTo(1_000_001);
    assertThat(one.maxMicros()).isEqualTo(1_000_001);
  }

  @Test
  void what_no_clock_says_is_counted_at_the_borders() {
    LatencyHistogram histogram = new LatencyHistogram();
    histogram.record(-5);
    histogram.record(Long.MAX_VALUE);
    Latencies both = histogram.snapshot();
    assertThat(both.count()).isEqualTo(2);
    assertThat(both.percentileMicros(50)).isZero();
    assertThat(both.maxMicros()).isEqualTo(LatencyHistogram.LARGEST_MICROS);
  }

  @Test
  void counts_below_a_power_of_two_are_exact() {
    LatencyHistogram histogram = new LatencyHistogram();
    histogram.record(255);
    histogram.record(256);
    histogram.record(511);
    histogram.record(512);
    Latencies four = histogram.snapshot();
    assertThat(four.countBelow(8)).isEqualTo(1);
    assertThat(four.countBelow(9)).isEqualTo(3);
    assertThat(four.countBelow(10)).isEqualTo(4);
  }

  @Test
  void nothing_is_lost_between_threads() throws InterruptedException {
    LatencyHistogram histogram = new LatencyHistogram();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (int n = 0; n < 10_000; n++) {
                  histogram.record(n);
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    Latencies all = histogram.snapshot();
    assertThat(all.count()).isEqualTo(80_000);
    assertThat(all.sumMicros()).isEqualTo(8L * 9_999 * 10_000 / 2);
    assertThat(all.maxMicros()).isEqualTo(9_999);
  }
}
