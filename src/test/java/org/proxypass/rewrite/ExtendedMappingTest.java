package org.proxypass.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proxypass.config.ReverseSpec;
import org.proxypass.exchange.PublicAddress;

/** Addresses in Link, Refresh and Destination, for ProxyPassReverse /app http://b:81/in. */
class ExtendedMappingTest {
  private static final List<ReverseSpec> RULES = List.of(new ReverseSpec("/app", "http://b:81/in"));
  private static final PublicAddress US =
      new PublicAddress("https", "shop.test", "shop.test", "/edge");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "<http://b:81/in/a>; rel=next | <https://shop.test/edge/app/a>; rel=next",
        "<http://b:81/in/a>, <http://b:81/in/b> | <https://shop.test/edge/app/a>, <https://shop.test/edge/app/b>",
        "<http://c/in/a>; rel=next | <http://c/in/a>; rel=next",
        "</x>; title=\"<http://b:81/in/a>\" | </edge/x>; title=\"<http://b:81/in/a>\"",
        "<http://b:81/in/a | <http://b:81/in/a",
        "nothing | nothing"
      })
  void links(String from, String to) {
    assertThat(ExtendedMapping.mapLink(from, RULES, US)).isEqualTo(to);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "5; url=http://b:81/in/a | 5; url=https://shop.test/edge/app/a",
        "5; URL='http://b:81/in/a' | 5; URL='https://shop.test/edge/app/a'",
        "5 | 5",
        "0;url= | 0;url=",
        "0; url=http://c/ | 0; url=http://c/"
      })
  void refreshes(String from, String to) {
    assertThat(ExtendedMapping.mapRefresh(from.replace('\'', '"'), RULES, US))
        .isEqualTo(to.replace('\'', '"'));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "https://shop.test/edge/app/a, http://b:81/in/a",
    "http://SHOP.test/edge/app/a, http://b:81/in/a",
    "/edge/app/a, http://b:81/in/a",
    "https://shop.test/app/a, https://shop.test/app/a",
    "https://other.test/edge/app/a, https://other.test/edge/app/a",
    "https://shop.test/edge/else, https://shop.test/edge/else",
    "mailto:x, mailto:x"
  })
  void destinations(String from, String to) {
    assertThat(ExtendedMapping.mapDestination(from, RULES, US)).isEqualTo(to);
  }
}
