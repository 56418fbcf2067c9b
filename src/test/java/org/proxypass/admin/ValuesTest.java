package org.proxypass.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  private static Values of(String value) throws RefusedException {
    String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
    return new Values(FormFields.parse("f=" + encoded));
  }

  @ParameterizedTest(name = "the factor {0} is {1} hundredths")
  @CsvSource({
    "1, 100",
    "1.0, 100",
    "1.5, 150",
    "1.55, 155",
    "1.559, 155",
    "2.29, 229",
    "100, 10000",
    "100.00, 10000",
    "' 3 ', 300"
  })
  void factor(String text, int hundredths) throws RefusedException {
    assertThat(of(text).factor("f", 0)).isEqualTo(hundredths);
  }

  @ParameterizedTest(name = "the factor {0} is refused")
  @ValueSource(strings = {"", "0", "0.99", "100.01", "-1", "1e9", "abc", "1,5", "101", "1.", "NaN"})
  void bad_factor(String text) {
    assertThatThrownBy(() -> of(text).factor("f", 0)).isInstanceOf(RefusedException.class);
  }

  @ParameterizedTest(name = "{0} is no number from 0 to 99")
  @ValueSource(strings = {"", "-1", "100", "1.5", "x", "99999999999", "0x1"})
  void bad_number(String text) {
    assertThatThrownBy(() -> of(text).number("f", 0, 99, 5)).isInstanceOf(RefusedException.class);
  }

  @ParameterizedTest(name = "{0} is no route")
  @ValueSource(strings = {"a b", "a;b", "a,b", "a\"b", "ä", " a"})
  void bad_word(String text) {
    assertThatThrownBy(() -> of(text).word("f", "")).isInstanceOf(RefusedException.class);
  }

  @Test
  void a_route_has_up_to_63_characters() throws RefusedException {
    assertThat(of("r".repeat(63)).word("f", "")).hasSize(63);
    assertThatThrownBy(() -> of("r".repeat(64)).word("f", "")).isInstanceOf(RefusedException.class);
  }

  @Test
  void a_field_that_is_not_there_changes_nothing() throws RefusedException {
    Values values = new Values(FormFields.NONE);
    assertThat(values.factor("f", 250)).isEqualTo(250);
    assertThat(values.number("f", 0, 9, 3)).isEqualTo(3);
    assertThat(values.word("f", "now")).isEqualTo("now");
    assertThat(values.flag("f")).isNull();
  }

  @ParameterizedTest(name = "{0} is no flag")
  @ValueSource(strings = {"", "on", "2", "01", "true"})
  void bad_flag(String text) {
    assertThatThrownBy(() -> of(text).flag("f")).isInstanceOf(RefusedException.class);
  }
}
