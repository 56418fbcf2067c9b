package org.proxypass.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proxypass.http.Fields;

/** The client calls us front.test:8080. */
class TrustTest {

  @ParameterizedTest(name = "Referer {0}, Origin {1}, Sec-Fetch-Site {2}: {3}")
  @CsvSource({
    ",,,UNKNOWN",
    "http://front.test:8080/bm,,,OWN",
    "http://front.test/bm,,,OWN",
    "https://FRONT.test:1/,,,OWN",
    "http://front.test,,,OWN",
    "http://front.test?x,,,OWN",
    "http://evil.test/front.test,,,FOREIGN",
    "http://front.test.evil.test/,,,FOREIGN",
    "http://front.test@evil.test/,,,FOREIGN",
    "front.test,,,FOREIGN",
    "about:blank,,,FOREIGN",
    "'',,,FOREIGN",
    ",http://front.test:8080,,OWN",
    ",https://front.test:8080,,OWN",
    ",http://front.test,,FOREIGN",
    ",http://front.test:8081,,FOREIGN",
    ",null,,FOREIGN",
    ",http://evil.test,,FOREIGN",
    "http://front.test/,http://evil.test,,FOREIGN",
    "http://evil.test/,http://front.test:8080,,FOREIGN",
    "http://front.test/,,same-origin,OWN",
    "http://front.test/,,none,OWN",
    ",,none,UNKNOWN",
    "http://front.test/,,same-site,FOREIGN",
    "http://front.test/,,cross-site,FOREIGN",
  })
  void judges(String referer, String origin, String site, Trust expected) {
    Fields fields = new Fields();
    add(fields, "Referer", referer);
    add(fields, "Origin", origin);
    add(fields, "Sec-Fetch-Site", site);
    assertThat(Trust.of(fields, "front.test:8080", true)).isEqualTo(expected);
  }

  @Test
  void believes_nobody_who_calls_us_by_a_name_that_is_not_ours() {
    Fields fields = Fields.of("Origin", "http://evil.test", "Sec-Fetch-Site", "same-origin");
    assertThat(Trust.of(fields, "evil.test", false)).isEqualTo(Trust.MISNAMED);
  }

  private static void add(Fields fields, String name, String value) {
    if (value != null) {
      fields.add(name, value);
    }
  }
}
