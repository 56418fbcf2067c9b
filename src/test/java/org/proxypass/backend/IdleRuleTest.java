package org.proxypass.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.apache.hc.core5.util.TimeValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proxypass.config.Settings;
import org.proxypass.config.WorkerSettings;
import org.proxypass.testing.ScriptedBackend;

/** How many connections of a pool stay idle: min, smax, ttl. */
class IdleRuleTest {
  private static final int NONE = Integer.MAX_VALUE;

  @ParameterizedTest(name = "min {0}, smax {1}: with {2} idle and a limit of {3} s it stays {4} s")
  @CsvSource({
    "0, none, 0,   60,  60",
    "0, none, 9,   60,  60",
    "0, none, 0,   -1, 300",
    "0, none, 0, 1000, 300",
    "2, none, 0,   -1,  -1",
    "2, none, 1, 1000, 1000",
    "2, none, 2,   -1, 300",
    "0,    2, 1,   60,  60",
    "0,    2, 2,   60,   0",
    "0,    2, 3,   -1,   0",
    "0,    0, 0,   60,   0",
    "1,    0, 0,   60,  60"
  })
  void keep(int min, String smax, int idle, int limit, int expected) {
    int spare = smax.equals("none") ? NONE : Integer.parseInt(smax);
    TimeValue kept = new IdleRule(min, spare).keep(TimeValue.ofSeconds(limit), idle);

    if (expected == 0) {
      assertThat(kept).isNull();
    } else if (expected < 0) {
      assertThat(TimeValue.isNonNegative(kept)).isFalse();
    } else {
      assertThat(kept).isNotNull();
      assertThat(kept.toSeconds()).isEqualTo(expected);
    }
  }

  @Test
  void with_a_ttl_smax_closes_nothing_before_it_is_over() {
    Settings smax = Settings.EMPTY.with(WorkerSettings.SMAX, Optional.of(1));

    assertThat(IdleRule.of(smax)).isEqualTo(new IdleRule(0, 1));
    assertThat(IdleRule.of(smax.with(WorkerSettings.TTL, Optional.of(Duration.ofSeconds(9)))))
        .isEqualTo(new IdleRule(0, NONE));
    assertThat(IdleRule.of(Settings.EMPTY).counts()).isFalse();
  }

  @Test
  void a_pool_keeps_no_more_than_smax() throws Exception {
    Settings two = Settings.EMPTY.with(WorkerSettings.SMAX, Optional.of(2));
    try (ScriptedBackend backend = NameResolutionTest.saying("ok");
        Worker worker = Workers.of(backend, two)) {
      Workers.fetchTogether(worker, 5);

      assertThat(worker.figures()).isEqualTo(new PoolFigures(0, 2, 0, NONE));
      assertThat(backend.connections()).hasSize(5);
      assertThat(Workers.fetch(worker, "/")).isEqualTo("200 ok");
      assertThat(backend.connections()).hasSize(5);
    }
  }
}
