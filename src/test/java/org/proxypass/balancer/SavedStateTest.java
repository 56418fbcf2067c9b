package org.proxypass.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proxypass.balancer.SavedState.SavedBalancer;
import org.proxypass.balancer.SavedState.SavedMember;
import org.proxypass.balancer.SavedState.Value;

class SavedStateTest {

  @Test
  void what_is_written_is_read_again() {
    SavedState state =
        new SavedState(
            List.of(
                new SavedBalancer(
                    "shop",
                    "*:80 shop.test",
                    Map.of("lbmethod", new Value("bytraffic", "byrequests")),
                    List.of(
                        new SavedMember(
                            "http://127.0.0.1:1", false, Map.of("route", new Value("", "a b"))),
                        new SavedMember("http://127.0.0.1:2/x", true, Map.of()))),
                new SavedBalancer("other", "main", Map.of(), List.of())));
    assertThat(SavedState.parse(state.render())).isEqualTo(state);
  }

  @Test
  void people_can_read_it() {
    SavedState state =
        new SavedState(
            List.of(
                new SavedBalancer(
                    "shop",
                    "main",
                    Map.of("timeout", new Value("5000ms", "")),
                    List.of(
                        new SavedMember(
                            "http://127.0.0.1:1", false, Map.of("status", new Value("D", "")))))));
    assertThat(state.render())
        .isEqualTo(
            """
            # What was changed in the balancer manager: setting, value, value in the configuration.
            version 1

            balancer shop main
            timeout\t5000ms\t
            member http://127.0.0.1:1
            status\tD\t
            """);
  }

  @ParameterizedTest(name = "{0} is corrupt")
  @ValueSource(
      strings = {
        "",
        "version 2\n",
        "balancer a main\n",
        "version 1\nmember http://127.0.0.1:1\n",
        "version 1\nroute\ta\tb\n",
        "version 1\nbalancer a main\nroute\ta\n",
        "version 1\nbalancer a main\nroute\ta\tb\nroute\tc\td\n",
        "version 1\nbalancer a\n",
        "version 1\nbalancer a main\nmember\n",
        "version 1\n\u0000\u0000\u0000",
      })
  void corrupt(String text) {
    assertThatThrownBy(() -> SavedState.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
