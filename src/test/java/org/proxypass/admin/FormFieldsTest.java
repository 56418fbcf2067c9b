package org.proxypass.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormFieldsTest {

  @ParameterizedTest(name = "the field a of {0} is {1}")
  @CsvSource({
    "a=1, 1",
    "b=2&a=1, 1",
    "a=1&, 1",
    "&&a=1, 1",
    "a=%41%2fb, A/b",
    "a=x+y, x y",
    "a=x%2By, x+y",
    "a=%C3%A4, ä",
    "a=1=2, 1=2",
    "%61=1, 1",
  })
  void reads(String encoded, String value) throws RefusedException {
    assertThat(FormFields.parse(encoded).get("a")).isEqualTo(value);
  }

  @Test
  void an_empty_value_is_there_and_a_missing_field_is_not() throws RefusedException {
    FormFields form = FormFields.parse("a=&b");
    assertThat(form.get("a")).isEmpty();
    assertThat(form.get("b")).isEmpty();
    assertThat(form.get("c")).isNull();
    assertThat(FormFields.parse("").get("a")).isNull();
  }

  @ParameterizedTest(name = "{0} is refused")
  @ValueSource(
      strings = {
        "a=%",
        "a=%4",
        "a=%zz",
        "a=%C3",
        "a=%ff",
        "a=1&a=2",
        "a=1&%61=2",
        "a=%0d%0aX",
        "a=%00",
        "a=%E2%82",
        "%0a=1",
        "a=%c2%85"
      })
  void refuses(String encoded) {
    assertThatThrownBy(() -> FormFields.parse(encoded)).isInstanceOf(RefusedException.class);
  }

  @Test
  void refuses_a_thousand_fields() {
    String encoded =
        IntStream.range(0, 1000).mapToObj(i -> "f" + i + "=1").collect(Collectors.joining("&"));
    assertThatThrownBy(() -> FormFields.parse(encoded)).hasMessageContaining("more than 64");
  }
}
