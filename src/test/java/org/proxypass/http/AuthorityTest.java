package org.proxypass.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorityTest {

  @ParameterizedTest(name = "{0} is host {1}, port {2}")
  @CsvSource({
    "a.example, a.example, -1",
    "A.Example., a.example, -1",
    "a.example:8080, a.example, 8080",
    "a.example:, a.example, -1",
    "127.0.0.1:80, 127.0.0.1, 80",
    "[::1]:80, ::1, 80",
    "[2001:DB8::1], 2001:db8::1, -1",
    "under_score, under_score, -1",
  })
  void parses(String text, String host, int port) {
    assertThat(Authority.parse(text)).isEqualTo(new Authority(host, port));
  }

  @ParameterizedTest(name = "\"{0}\" is refused")
  @ValueSource(
      strings = {
        "a, b",
        "a/x",
        "u@a",
        "a:80:80",
        "a:99999",
        "a:0",
        "a:+80",
        "a:x",
        "[::1",
        "[::1%25eth0]",
        "*.a",
        "%41",
        "a b",
        "[x]",
        "[]",
        "[::1]x"
      })
  void refuses(String text) {
    assertThat(Authority.parse(text)).isNull();
  }
}
