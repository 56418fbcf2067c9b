package org.proxypass.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proxypass.admin.StatusQuery.Format;

class StatusQueryTest {

  @ParameterizedTest(name = "?{0} is {1}, tables {2}, refreshed after {3} s")
  @CsvSource({
    ", HTML, true, 0",
    "'', HTML, true, 0",
    "auto, LINES, true, 0",
    "auto=1, LINES, true, 0",
    "automatic, HTML, true, 0",
    "x&auto&y, LINES, true, 0",
    "notable, HTML, false, 0",
    "refresh, HTML, true, 10",
    "refresh=, HTML, true, 10",
    "refresh=5, HTML, true, 5",
    "refresh=0, HTML, true, 10",
    "refresh=-1, HTML, true, 10",
    "refresh=42;fish, HTML, true, 42",
    "refresh=42fish, HTML, true, 42",
    "refresh=99999999999, HTML, true, 999999",
    "refresh=5&notable, HTML, false, 5",
    "format=json, JSON, true, 0",
    "format=prometheus&refresh=3, METRICS, true, 3",
    "format=xml, HTML, true, 0",
    "&&;;=, HTML, true, 0",
  })
  void a_query_asks_for_a_form(
      @Nullable String query, Format format, boolean tables, int refreshSeconds) {
    assertThat(StatusQuery.of(query)).isEqualTo(new StatusQuery(format, tables, refreshSeconds));
  }
}
