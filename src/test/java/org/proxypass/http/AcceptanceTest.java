package org.proxypass.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of two kinds of page a client likes better. */
class AcceptanceTest {
  private static final List<String> JSON = List.of("application/problem+json", "application/json");

  @ParameterizedTest(name = "JSON is liked better by {0}")
  @ValueSource(
      strings = {
        "application/json",
        "APPLICATION/JSON",
        "application/problem+json",
        "application/*",
        "application/json, */*",
        "application/json, text/plain, */*",
        "text/html;q=0.8, application/json",
        "text/html;q=0.8;level=1, application/json;q=0.9",
        "text/html;q=0, */*;q=0.1",
        "text/html;q=nonsense, application/json;q=0.1",
        "text/*;q=0.5, application/json;q=0.501",
        "application/json ; q=1.000 , text/html ; q=0.999"
      })
  void prefersJson(String accept) {
    assertThat(Acceptance.prefers(accept, JSON, "text/html")).isTrue();
  }

  @ParameterizedTest(name = "HTML is good enough for {0}")
  @NullSource
  @ValueSource(
      strings = {
        "",
        "*/*",
        "text/html",
        "text/html, application/json",
        "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8",
        "application/json;q=0.9, text/html",
        "application/json;q=0",
        "application/json;q=0.0, */*;q=0.1",
        "application/json;q=2",
        "application/json;q=0,5",
        "application/*, text/html",
        "json",
        "application/jsonp",
        ";q=1",
        ",,,"
      })
  void prefersHtml(@Nullable String accept) {
    assertThat(Acceptance.prefers(accept, JSON, "text/html")).isFalse();
  }

  @ParameterizedTest(name = "Accept-Encoding: {0} takes gzip: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip|true",
        "GZIP, br|true",
        "x-gzip|true",
        "*|true",
        "br, gzip;q=0.1|true",
        "gzip;q=0|false",
        "*, gzip;q=0|false",
        "identity|false",
        "br|false",
        "gzipped|false"
      })
  void takesGzip(String field, boolean expected) {
    assertThat(Acceptance.takesCoding(field, "gzip")).isEqualTo(expected);
  }

  @ParameterizedTest(name = "no Accept-Encoding asks for no coding")
  @NullSource
  @ValueSource(strings = "")
  void asksForNothing(@Nullable String field) {
    assertThat(Acceptance.takesCoding(field, "gzip")).isFalse();
  }
}
