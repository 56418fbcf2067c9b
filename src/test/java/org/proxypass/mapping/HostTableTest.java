package org.proxypass.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proxypass.config.HostAddress;
import org.proxypass.config.HostConfig;
import org.proxypass.config.ProxyConfig;
import org.proxypass.config.ServerName;
import org.proxypass.config.Settings;

class HostTableTest {
  private static final ProxyConfig CONFIG =
      new ProxyConfig(
          List.of(),
          Settings.EMPTY,
          host("main", List.of(), List.of()),
          List.of(
              host("first", List.of(new HostAddress("*", 80)), List.of()),
              host("shop", List.of(new HostAddress("*", 80)), List.of("*.shop.example", "sh?p")),
              host("other", List.of(new HostAddress("127.0.0.2", -1)), List.of())));

  private static HostConfig host(String name, List<HostAddress> addresses, List<String> aliases) {
    return new HostConfig(
        addresses,
        Optional.of(new ServerName("", name, -1)),
        aliases,
        Settings.EMPTY,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  @ParameterizedTest(name = "{2} at {0}:{1} is served by {3}, or {4} behind foreign ports")
  @CsvSource({
    "127.0.0.1, 80,   shop,           shop,  shop",
    "127.0.0.1, 80,   a.shop.example, shop,  shop",
    "127.0.0.1, 80,   a.b.shop.example, shop, shop",
    "127.0.0.1, 80,   shap,           shop,  shop",
    "127.0.0.1, 80,   unknown,        first, first",
    "127.0.0.1, 80,   '',             first, first",
    "127.0.0.1, 8080, shop,           main,  shop",
    "127.0.0.1, 8080, unknown,        main,  first",
    "127.0.0.2, 8080, unknown,        other, other",
    "127.0.0.2, 80,   shop,           other, other",
  })
  void chooses_by_address_then_name(
      String address, int port, String host, String own, String foreign) {
    assertThat(name(new HostTable(CONFIG, false).find(address, port, host))).isEqualTo(own);
    assertThat(name(new HostTable(CONFIG, true).find(address, port, host))).isEqualTo(foreign);
  }

  private static String name(HostMap map) {
    return map.config().name().orElseThrow().host();
  }
}
