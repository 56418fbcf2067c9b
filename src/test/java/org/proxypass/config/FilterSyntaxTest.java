package org.proxypass.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proxypass.expression.Regex;

/** What the directives about bodies and about overriding errors make of their arguments. */
class FilterSyntaxTest {

  @Test
  void substitute_splits_its_replacement_at_the_groups() throws InvalidDirectiveException {
    SubstituteRule rule = SubstituteSyntax.parse("s|a(b)|<$1\\$1\\n&$0>|i");

    assertThat(rule.pattern()).isEqualTo(Regex.ofLine("a(b)", true));
    assertThat(rule.literal()).isNull();
    assertThat(rule.replacement())
        .containsExactly(
            new SubstituteRule.Part("<", 1),
            new SubstituteRule.Part("$1n&", 0),
            new SubstituteRule.Part(">", -1));
  }

  @Test
  void substitute_takes_a_literal_as_it_is() throws InvalidDirectiveException {
    SubstituteRule rule = SubstituteSyntax.parse("s/a.b/$1\\/n");

    assertThat(rule.literal()).isEqualTo("a.b");
    assertThat(rule.replacement()).containsExactly(new SubstituteRule.Part("$1\\", -1));
  }

  @Test
  void substitute_compares_bytes() throws InvalidDirectiveException {
    assertThat(SubstituteSyntax.parse("s/ö/ä/n").literal()).isEqualTo("\u00c3\u00b6");
  }

  @ParameterizedTest(name = "{0} is refused: {1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "x/a/b/; is not of the form",
        "s; is not of the form",
        "s//b/; must have a pattern",
        "s/a; must have a pattern",
        "s/a/b/x; flag 'x'",
        "s/a/b/c/; flag 'c'",
        "s/(/b/; is not a regular expression"
      })
  void substitute_refuses(String argument, String message) {
    assertThatThrownBy(() -> SubstituteSyntax.parse(argument))
        .isInstanceOf(InvalidDirectiveException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest(name = "SubstituteMaxLineLength {0} is {1} bytes")
  @CsvSource({
    "10, 10",
    "10b, 10",
    "10B, 10",
    "2k, 2048",
    "2K, 2048",
    "3m, 3145728",
    "1g, 1073741824"
  })
  void line_lengths(String argument, int bytes) throws ConfigException {
    assertThat(
            Loading.main("SubstituteMaxLineLength " + argument)
                .settings()
                .get(FilterSettings.SUBSTITUTIONS)
                .lineLimit())
        .isEqualTo(bytes);
  }

  @ParameterizedTest(name = "{0} is refused: {1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "SubstituteMaxLineLength x; is not a number of bytes",
        "SubstituteMaxLineLength k; is not a number of bytes",
        "SubstituteMaxLineLength 0; is not between",
        "SubstituteMaxLineLength 9g; is not between",
        "SetOutputFilter BUFFER; filter 'BUFFER' is not supported",
        "AddOutputFilterByType SUBSTITUTE; takes at least 2",
        "ProxyErrorOverride Maybe; neither On nor Off",
        "ProxyErrorOverride 404; neither On nor Off",
        "ProxyErrorOverride On 200; not an error status",
        "ProxyErrorOverride On 600; not an error status",
        "ProxyErrorOverride On 4x4; not an error status",
        "ErrorDocument 404 %{NONSENSE}; unknown variable",
        "ErrorDocument 404 /e?%{REQUEST_URI; without '}'"
      })
  void directives_refuse(String line, String message) {
    assertThatThrownBy(() -> Loading.main(line)).hasMessageContaining(message);
  }

  @Test
  void error_statuses_of_all_scopes_add_up() {
    ErrorOverride outer = new ErrorOverride(true, Set.of(404));
    ErrorOverride inner = new ErrorOverride(true, Set.of(500));

    assertThat(outer.mergedWith(inner).statuses()).containsExactlyInAnyOrder(404, 500);
    assertThat(outer.mergedWith(ErrorOverride.OFF).covers(404)).isFalse();
    assertThat(ErrorOverride.OFF.mergedWith(outer).covers(404)).isTrue();
  }

  @Test
  void inner_substitutions_come_first_unless_told_otherwise() throws InvalidDirectiveException {
    SubstituteRule one = SubstituteSyntax.parse("s/a/b/");
    SubstituteRule two = SubstituteSyntax.parse("s/c/d/");
    Substitutions outer = Substitutions.NONE.withRule(one);
    Substitutions inner = Substitutions.NONE.withRule(two);

    assertThat(outer.mergedWith(inner).rules()).containsExactly(two, one);
    assertThat(outer.mergedWith(inner.withInheritBefore(true)).rules()).containsExactly(one, two);
    assertThat(outer.withInheritBefore(true).mergedWith(inner).rules()).containsExactly(one, two);
    assertThat(outer.withLineLimit(7).mergedWith(inner).maxLineLength()).isEqualTo(Optional.of(7));
  }

  @Test
  void filters_by_type_come_behind_the_others_and_none_twice() throws ConfigException {
    OutputFilters filters =
        Loading.main(
                """
                SetOutputFilter inflate
                AddOutputFilterByType SUBSTITUTE;DEFLATE text/html Text/CSS
                AddOutputFilterByType INFLATE;DEFLATE text/css
                """)
            .settings()
            .get(FilterSettings.OUTPUT_FILTERS);

    assertThat(filters.forType("text/css"))
        .isEqualTo(List.of(OutputFilter.INFLATE, OutputFilter.SUBSTITUTE, OutputFilter.DEFLATE));
    assertThat(filters.forType("image/png")).isEqualTo(List.of(OutputFilter.INFLATE));
  }
}
