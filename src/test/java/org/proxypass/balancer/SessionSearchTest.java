package org.proxypass.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proxypass.http.Fields;

/** Where a session is looked for. */
class SessionSearchTest {

  @ParameterizedTest(name = "{0} holds {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "/x;sid=v | v",
        "/x;sid=v?q=1 | v",
        "/x;a=1;sid=v | v",
        "/x;sid=v;a=1 | v;a=1",
        "/x;sid=v&a=1 | v",
        "/a;sid=v/b | v",
        "/x?sid=v | v",
        "/x?a=1&sid=v&b=2 | v",
        "/x?a=1;sid=v | v",
        "/x?sid=a/b | a/b",
        "/x;sid= |",
        "/x;sid=?sid=v | v",
        "/x;xsid=v |",
        "/x?xsid=v |",
        "/sid=v |",
        "/x;sidx=v |",
        "/x;sid |",
        "/x;SID=v |",
        "/x |",
        "/;sid=v | v",
        "* |",
      })
  void a_parameter_of_the_url(String target, String expected) {
    assertThat(SessionParameter.find(target, "sid", false)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "with semicolons as ends {0} holds {1}")
  @CsvSource(
      delimiter = '|',
      value = {"/x;sid=v;a=1 | v", "/x?sid=v;a=1 | v", "/x;sid=;a=1 |"})
  void a_parameter_that_a_semicolon_ends(String target, String expected) {
    assertThat(SessionParameter.find(target, "sid", true)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} holds {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "sid=v | v",
        "a=1; sid=v | v",
        "a=1;sid=v;b=2 | v",
        "a=1, sid=v, b=2 | v",
        "sid = v ; b=2 | v",
        "sid=\"v\" | v",
        "sid=\"v;w\"; b=2 | v;w",
        "sid=\"v | \"v",
        "sid=\"v; sid=w | \"v",
        "sid=a=b | a=b",
        "sid=; sid=v | v",
        "sid=x; sid=y | x",
        "xsid=v |",
        "sidx=v |",
        "SID=v |",
        "a=1 sid=v |",
        "sid |",
        ";;, |",
      })
  void a_cookie(String cookies, String expected) {
    assertThat(CookieValue.find(Fields.of("Cookie", cookies), "sid")).isEqualTo(expected);
  }

  @Test
  void a_cookie_of_a_second_line() {
    assertThat(CookieValue.find(Fields.of("Cookie", "a=1", "cookie", "sid=v"), "sid"))
        .isEqualTo("v");
  }
}
