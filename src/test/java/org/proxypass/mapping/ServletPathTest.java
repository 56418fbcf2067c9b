package org.proxypass.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a path reads for a servlet container. */
class ServletPathTest {

  @ParameterizedTest(name = "{0} under {1} is {2} and leaves {3}")
  @CsvSource({
    "/m/x, /m, /m/x, /x",
    "/m, /m, /m, ''",
    "/m/, /m, /m/, /",
    "/m;a=b/x, /m, /m/x, ;a=b/x",
    "/m;a=b, /m, /m, ''",
    "/m/x;c/y;d, /m, /m/x/y, /x;c/y;d",
    "/n/..;/m/x, /m, /m/x, /x",
    "/m/.;/x, /m, /m/x, /x",
    "/m/a/..;p=q/b, /m, /m/b, /b",
    "/m/;x/y, /m, /m/y, /;x/y",
    "/;x/m/y, /m, /m/y, /y",
    "/m/x, /m/, /m/x, x",
    "/m%3Bx/y, /m%3Bx, /m%3Bx/y, /y"
  })
  void covered_path(String encoded, String prefix, String bare, String rest) {
    assertThat(ServletPath.of(encoded, prefix)).isEqualTo(new ServletPath(bare, rest));
  }

  @ParameterizedTest(name = "{0} is not covered by {1}")
  @CsvSource({
    "/mx, /m",
    "/m/..;/x, /m",
    "/..;/m, /m",
    "/m, /m/",
    "/a/m, /m",
    "/M, /m",
    "/m%3Bx/y, /m"
  })
  void uncovered_path(String encoded, String prefix) {
    assertThat(ServletPath.of(encoded, prefix)).isNull();
  }
}
