package org.proxypass.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proxypass.differential.Expectation.forwardedAs;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Row.row;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** docs/differences.md says what the rows say. {@code -Dproxypass.update=true} writes it anew. */
class DifferencesPageTest {
  private static final Path PAGE = Path.of("docs", "differences.md");
  private static final Row SAME = row("alike", get("/a"), forwardedAs("/a"));
  private static final Row FIRST =
      row("a pipe | in <it>", get("/b"), forwardedAs("/b|{backend}"))
          .differs("it is *unsafe*", refused(400));
  private static final Row SECOND =
      row("another", get("/c"), refused(500)).differs("it is *unsafe*", forwardedAs("/c"));

  @Test
  void page_in_docs_is_the_generated_one() throws Exception {
    String generated = DifferencesPage.markdown(DifferentialRows.byTestClass());
    if (Boolean.getBoolean("proxypass.update")) {
      Files.writeString(PAGE, generated);
    }

    assertThat(Files.readString(PAGE)).isEqualTo(generated);
  }

  @Test
  void rows_are_found_in_the_test_classes_without_running_them() {
    Map<String, Set<Row>> rows = DifferentialRows.byTestClass();

    assertThat(rows).containsKeys("QueryTest", "CookieTest", "VirtualHostTest");
    assertThat(rows.get("QueryTest"))
        .extracting(Row::name)
        .contains("? is forwarded", "raw UTF-8 in the query")
        .doesNotHaveDuplicates();
  }

  @Test
  void rows_of_one_reason_stand_in_one_table() {
    String page =
        DifferencesPage.markdown(
            Map.of("TargetFormTest", List.of(SAME, FIRST), "QueryTest", List.of(SECOND)));

    assertThat(lines(page))
        .containsOnlyOnce("## Request targets and mapping")
        .containsOnlyOnce("**It is \\*unsafe\\*.**")
        .contains(
            "| a pipe \\| in &lt;it&gt; | forwards `/b\\|backend` | 400 |",
            "| another | 500 | forwards `/c` |")
        .noneMatch(line -> line.contains("alike"));
  }

  @ParameterizedTest
  @CsvSource({
    "QueryTest, TARGETS",
    "AllowEncodedSlashesTest, TARGETS",
    "MethodTest, REQUESTS",
    "TransportVariableTest, REQUESTS",
    "RequestHeaderTest, RULES",
    "ResponseHeaderTest, RULES",
    "ReverseMappingTest, RESPONSES",
    "ErrorDocumentExpressionTest, FAILURES",
    "SomethingNewTest, FURTHER"
  })
  void test_class_belongs_to_a_concern(String testClass, Concern concern) {
    assertThat(Concern.of(testClass)).isEqualTo(concern);
  }

  private static List<String> lines(String page) {
    return page.lines().collect(Collectors.toList());
  }
}
