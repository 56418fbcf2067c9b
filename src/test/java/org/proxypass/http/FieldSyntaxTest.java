package org.proxypass.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldSyntaxTest {

  @ParameterizedTest(name = "[{0}] is a token")
  @ValueSource(strings = {"GET", "x", "X-Forwarded-For", "0", "!#$%&'*+-.^_`|~"})
  void tokens(String text) {
    assertThat(FieldSyntax.isToken(text)).isTrue();
  }

  @ParameterizedTest(name = "[{0}] is no token")
  @ValueSource(
      strings = {
        "", " ", "a b", "a:", "a\r", "a\n", "a\0", "a\u007f", "\u00e4", "\u0141", "(a)", "a/b",
        "\"", "a,b", "a;", "a=b", "{a}", "[a]", "a@b", "a\\b", "<a>", "a?"
      })
  void everything_else_is_no_token(String text) {
    assertThat(FieldSyntax.isToken(text)).isFalse();
  }

  @ParameterizedTest(name = "[{0}] is a value")
  @ValueSource(strings = {"", "a b", "a\tb", "\u0080", "\u00ff", "~ !", "a:b,c;d"})
  void values(String text) {
    assertThat(FieldSyntax.isValidValue(text)).isTrue();
  }

  @ParameterizedTest(name = "[{0}] is no value")
  @ValueSource(strings = {"\r", "\n", "\0", "a\u0001", "\u001f", "\u007f", "\u0100", "\u010a"})
  void control_characters_and_what_has_no_byte_are_no_value(String text) {
    assertThat(FieldSyntax.isValidValue(text)).isFalse();
  }
}
