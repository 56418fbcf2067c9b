package org.proxypass.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThrottleTest {

  @ParameterizedTest(name = "when the clock starts at {0}")
  @ValueSource(longs = {0, -50, Long.MAX_VALUE - 50})
  void one_call_per_interval_is_let_through(long start) {
    AtomicLong clock = new AtomicLong(start);
    Throttle throttle = new Throttle(Duration.ofNanos(100), clock::get);

    assertThat(throttle.due()).isFalse();
    clock.addAndGet(99);
    assertThat(throttle.due()).isFalse();
    clock.addAndGet(1);
    assertThat(throttle.due()).isTrue();
    assertThat(throttle.due()).isFalse();
    clock.addAndGet(1000);
    assertThat(throttle.due()).isTrue();
    assertThat(throttle.due()).isFalse();
  }
}
