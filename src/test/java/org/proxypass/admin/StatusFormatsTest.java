package org.proxypass.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusFormatsTest {

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "PT0S, ''",
    "PT1S, 1 second",
    "PT2S, 2 seconds",
    "PT1M, 1 minute",
    "PT3661S, 1 hour 1 minute 1 second",
    "P2DT3H, 2 days 3 hours",
    "P400D, 400 days"
  })
  void a_time_in_words(Duration duration, String words) {
    assertThat(StatusLines.inWords(duration)).isEqualTo(words);
  }

  @ParameterizedTest(name = "{0} µs are {1}")
  @CsvSource({"0, 0 µs", "999, 999 µs", "1000, 1.0 ms", "34006, 34.0 ms", "1500000, 1.50 s"})
  void a_time_for_people(long micros, String text) {
    assertThat(StatusPage.time(micros)).isEqualTo(text);
  }

  @Test
  void labels_are_escaped() {
    assertThat(MetricsText.labels("path", "^/a\"b\\.c\n$", "host", ""))
        .isEqualTo("path=\"^/a\\\"b\\\\.c\\n$\",host=\"\"");
  }

  @Test
  void of_two_equal_samples_the_first_is_written() {
    MetricsText text = new MetricsText().family("x", "gauge", "Some.");
    text.sample("x", MetricsText.labels("a", "b"), "1");
    text.sample("x", MetricsText.labels("a", "b"), "2");
    assertThat(text.end()).isEqualTo("# TYPE x gauge\n# HELP x Some.\nx{a=\"b\"} 1\n# EOF\n");
  }

  @Test
  void cells_are_text() {
    StatusTable table = new StatusTable(true).text("Name").numbers("Count");
    table.row().cell("<b>\"&'").cell(7);
    assertThat(table.toString())
        .contains("<th scope=\"row\">&lt;b&gt;&quot;&amp;&#39;</th>")
        .contains("<td class=\"number\" data-label=\"Count\">7</td>");
  }

  @Test
  void rows_without_a_table_are_a_list() {
    StatusTable table = new StatusTable(false).text("Name").numbers("Count");
    table.row().code("<a>").cell(7);
    table.row().cell("b").cell(8);
    assertThat(table.toString())
        .isEqualTo(
            "<ul>\n<li>Name: <code>&lt;a&gt;</code> · Count: 7</li>\n"
                + "<li>Name: b · Count: 8</li>\n</ul>\n");
  }

  @Test
  void no_row_is_said() {
    assertThat(new StatusTable(true).text("Name").toString()).contains("None.");
  }
}
