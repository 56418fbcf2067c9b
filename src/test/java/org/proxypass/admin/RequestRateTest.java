package org.proxypass.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RequestRateTest {
  private final AtomicLong total = new AtomicLong();
  private final RequestRate rate = new RequestRate(at(0), total::get);

  private static long at(double seconds) {
    return 1_000_000 + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
  }

  private void requests(int count, double from, double to) {
    for (int i = 0; i < count; i++) {
      total.incrementAndGet();
      rate.tick(at(from + (to - from) * i / count));
    }
  }

  @Test
  void nothing_is_zero() {
    assertThat(rate.perSecond(at(0))).isZero();
    assertThat(rate.perSecond(at(100))).isZero();
  }

  @Test
  void the_first_seconds_count_from_the_start() {
    requests(50, 0, 5);
    assertThat(rate.perSecond(at(5))).isCloseTo(10, within(0.01));
  }

  @Test
  void only_the_last_ten_seconds_count() {
    requests(1000, 0, 10);
    requests(20, 10, 30);
    assertThat(rate.perSecond(at(30))).isCloseTo(1, within(0.15));
  }

  @Test
  void a_pause_brings_it_back_to_zero() {
    requests(1000, 0, 10);
    assertThat(rate.perSecond(at(10))).isGreaterThan(50);
    assertThat(rate.perSecond(at(40))).isZero();
  }

  @Test
  void requests_behind_a_pause_count_alone() {
    requests(1000, 0, 10);
    requests(50, 100, 105);
    assertThat(rate.perSecond(at(105))).isCloseTo(5, within(0.5));
  }
}
