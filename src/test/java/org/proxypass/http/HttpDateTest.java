package org.proxypass.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates of field values are read in three forms and written in one. */
class HttpDateTest {
  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "1970-01-01T00:00:00Z | Thu, 01 Jan 1970 00:00:00 GMT",
        "1994-11-06T08:49:37Z | Sun, 06 Nov 1994 08:49:37 GMT",
        "2000-02-29T23:59:59Z | Tue, 29 Feb 2000 23:59:59 GMT",
        "1969-12-31T23:59:59Z | Wed, 31 Dec 1969 23:59:59 GMT",
        "9999-12-31T12:30:05Z | Fri, 31 Dec 9999 12:30:05 GMT",
        "0099-01-01T00:00:00Z | Thu, 01 Jan 0099 00:00:00 GMT"
      })
  void times_are_written_in_fixed_length(Instant time, String text) {
    assertThat(HttpDate.format(time.getEpochSecond())).isEqualTo(text);
    assertThat(HttpDate.parse(text)).isEqualTo(time.getEpochSecond());
  }

  @Test
  void every_day_of_eight_centuries_is_read_as_it_was_written() {
    for (long day = -200_000; day < 100_000; day++) {
      assertThat(HttpDate.parse(HttpDate.format(day * 86_400))).isEqualTo(day * 86_400);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Sunday, 06-Nov-94 08:49:37 GMT | Sun, 06 Nov 1994 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994 | Sun, 06 Nov 1994 08:49:37 GMT",
        "Sun Nov 16 08:49:37 1994 | Wed, 16 Nov 1994 08:49:37 GMT",
        "Sun, 6 Nov 1994 08:49:37 GMT | Sun, 06 Nov 1994 08:49:37 GMT",
        "Mon, 06 Nov 1994 08:49:37 GMT | Sun, 06 Nov 1994 08:49:37 GMT",
        "Sun, 06 NOV 1994 08:49:37 GMT | Sun, 06 Nov 1994 08:49:37 GMT",
        "Saturday, 01-Jan-00 00:00:00 GMT | Sat, 01 Jan 2000 00:00:00 GMT"
      })
  void other_forms_become_the_fixed_one(String from, String to) {
    assertThat(HttpDate.canonical(from)).isEqualTo(to);
  }

  @ParameterizedTest(name = "[{0}]")
  @ValueSource(
      strings = {
        "",
        "0",
        "-1",
        ",",
        "never",
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sun, 31 Feb 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 06 Nov 1994 08:60:37 GMT",
        "Sun, 06 Foo 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 +0100",
        "Sun, 06 Nov 1994 08:49:37",
        "Sun, 06-Nov-94 08:49:37 GMTx",
        "1994-11-06T08:49:37Z",
        "Sun Nov  x 08:49:37 1994",
        ", , , , , , , , , , , , , , ,"
      })
  void what_needs_no_change_or_is_no_date_stays(String value) {
    assertThat(HttpDate.canonical(value)).isSameAs(value);
  }
}
