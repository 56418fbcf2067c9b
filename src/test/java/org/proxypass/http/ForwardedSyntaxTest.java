package org.proxypass.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which Forwarded fields can be continued (RFC 7239 §4). */
class ForwardedSyntaxTest {
  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "for=192.0.2.60;proto=http;by=203.0.113.43",
        "For=\"[2001:db8:cafe::17]:4711\"",
        "for=192.0.2.43, for=198.51.100.17",
        "for=_hidden, for=_SEVKISEK",
        "for=unknown",
        "for=a; host=b",
        "host=\"a\\\"b, c;d\"",
        "secret=\"\""
      })
  void well_formed(String value) {
    assertThat(ForwardedSyntax.isValid(value)).isTrue();
  }

  @ParameterizedTest(name = "[{0}]")
  @ValueSource(
      strings = {
        "",
        "for",
        "for=",
        "=x",
        "for=\"open",
        "for=\"open\\\"",
        "for=[::1]",
        "for=a,",
        "for=a;;by=b",
        "for=a b",
        "for=a/b",
        "for= a"
      })
  void broken(String value) {
    assertThat(ForwardedSyntax.isValid(value)).isFalse();
  }

  @ParameterizedTest(name = "{0} is written {1}")
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "192.0.2.1, 192.0.2.1",
        "[::1], '\"[::1]\"'",
        "a.test:80, '\"a.test:80\"'",
        "'a\"b', '\"a\\\"b\"'"
      })
  void values_are_quoted_where_they_must_be(String text, String written) {
    assertThat(ForwardedSyntax.quoted(text)).isEqualTo(written);
  }
}
