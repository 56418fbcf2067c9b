package org.proxypass.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words are cut as httpd's ap_getword_conf cuts them. */
class WordsTest {

  @ParameterizedTest(name = "{0} gives {1}")
  @MethodSource("lines")
  void words_are_cut_as_in_httpd(String line, List<String> words) {
    assertThat(Words.split(line)).isEqualTo(words);
  }

  static Stream<Arguments> lines() {
    return Stream.of(
        line(""),
        line("   \t "),
        line("a b", "a", "b"),
        line("  a \t  b  ", "a", "b"),
        line("\"two words\" b", "two words", "b"),
        line("'two words' b", "two words", "b"),
        line("\"it's\"", "it's"),
        line("'say \"x\"'", "say \"x\""),
        line("\"say \\\"x\\\"\"", "say \"x\""),
        line("'it\\'s'", "it's"),
        line("\"a\\\\b\"", "a\\b"),
        line("\"a\\.b\"", "a\\.b"),
        line("\"a\\'b\"", "a\\'b"),
        line("^/(.*)\\.gif$", "^/(.*)\\.gif$"),
        line("a\\\\b", "a\\b"),
        line("a\\ b", "a\\", "b"),
        line("a\\\"b", "a\\\"b"),
        line("a\"b c\"", "a\"b", "c\""),
        line("\"a\"b", "a", "b"),
        line("\"not closed to the end", "not closed to the end"),
        line("\"\" x", "", "x"),
        line("\"ends in backslash\\\\\" x", "ends in backslash\\", "x"),
        line("a # b", "a", "#", "b"),
        line("schön \"größe\"", "schön", "größe"));
  }

  private static Arguments line(String line, String... words) {
    return Arguments.of(line, List.of(words));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "two words", "a\\b", "\\\"", "say \"x\"", "it's", "a\\\\", "\\"})
  void quoted_word_is_read_back(String word) {
    assertThat(Words.split(Words.quote(word))).containsExactly(word);
  }

  @ParameterizedTest(name = "{0} gives {1}")
  @MethodSource("variables")
  void variables_are_replaced_word_by_word(String line, List<String> words) throws Exception {
    Map<String, String> values =
        Map.of("A", "x", "SPACE", "two words", "QUOTE", "\"", "REGEX", "\\.\\\\", "NESTED", "${A}");

    assertThat(new VariableExpander(values::get, "a test value").words(line)).isEqualTo(words);
  }

  static Stream<Arguments> variables() {
    return Stream.of(
        line("${A}", "x"),
        line("a${A}b${A} c", "axbx", "c"),
        line("${SPACE} b", "two words", "b"),
        line("\"${SPACE}\" b", "two words", "b"),
        line("a\\.b ${A}", "a\\.b", "x"),
        line("\"a b\" ${A}", "a b", "x"),
        line("${QUOTE}a ${A}", "\"a", "x"),
        line("${REGEX}", "\\.\\\\"),
        line("${NESTED}", "${A}"),
        line("$1 $A %{A} {A}", "$1", "$A", "%{A}", "{A}"));
  }

  @Test
  void continuation_lines_are_joined_and_comments_left_out() {
    String text = "# one \\\nstill comment\n\n a \\\n  b\\\nc\n  # x\nd\\";

    assertThat(LogicalLine.read(text))
        .containsExactly(new LogicalLine("a   bc", 4), new LogicalLine("d", 8));
  }

  @Test
  void lines_may_end_in_carriage_return_and_line_feed() {
    assertThat(LogicalLine.read("a \\\r\nb\r\nc"))
        .containsExactly(new LogicalLine("a b", 1), new LogicalLine("c", 3));
  }
}
