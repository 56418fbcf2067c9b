package org.proxypass.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expressions mean here what PCRE means by them. */
class PerlSyntaxTest {

  @ParameterizedTest(name = "{0} finds {1}: {2}")
  @CsvSource(
      delimiterString = "  ",
      textBlock =
          """
          ^/[[:alpha:]]+$  /abc  true
          ^/[[:alpha:]]+$  /a1  false
          ^/[[:alpha:]]+$  /:l  false
          ^/[^[:digit:]/]+$  /abc  true
          ^/[^[:digit:]/]+$  /a1  false
          ^/[[:xdigit:]_-]+$  /a_F-9  true
          ^/[[]+$  /[[  true
          ^/[a[b]+$  /a[b  true
          ^/[]a]+$  /]a  true
          ^/[^]a]+$  /]  false
          ^/[a&&b]+$  /a&b  true
          ^/[\\]\\[]+$  /][  true
          ^/a$  /a  true
          ^/a$  /ab  false
          ^/a\\$$  /a$  true
          ^/[$]$  /$  true
          ^/\\Qa$[\\E$  /a$[  true
          ^/a|^/b$  /b  true
          (?i)^/ABC$  /abc  true
          ^/(?!app)  /other  true
          ^/(?!app)  /app  false
          ^/(?<n>x)\\k<n>$  /xx  true
          """)
  void expression_finds_or_not(String regex, String path, boolean found) {
    assertThat(Regex.of(regex, false).pattern().matcher(path).find()).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({"^/a$", "^/(.*)$"})
  void end_is_not_before_a_last_line_feed(String regex) {
    boolean anyCharacter = regex.contains(".");

    assertThat(Regex.of(regex, false).pattern().matcher("/a\n").find()).isEqualTo(anyCharacter);
  }
}
