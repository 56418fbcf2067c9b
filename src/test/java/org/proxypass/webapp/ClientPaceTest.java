package org.proxypass.webapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientPaceTest {

  @ParameterizedTest(name = "{0} bytes in {1} s of waiting are too slow: {2}")
  @CsvSource({
    "0,       20, false",
    "0,       21, true",
    "10,      21, true",
    "500,     21, false",
    "500,     22, true",
    "5000,    29, false",
    "5000,    31, true",
    "1000000, 2000, false",
  })
  void asks_for_500_bytes_a_second_behind_the_first_20_seconds(
      long bytes, long seconds, boolean tooSlow) {
    assertThat(ClientPace.isTooSlow(TimeUnit.SECONDS.toNanos(seconds), bytes)).isEqualTo(tooSlow);
  }
}
