package org.proxypass.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AllowEncodedSlashes and MergeSlashes make of a path. */
class PathFormTest {

  @ParameterizedTest(name = "{0}, merging {1}: {2} is {3}")
  @CsvSource({
    "ON, true, /a%2Fb, /a/b",
    "ON, true, /a%2F%2fb, /a/b",
    "ON, false, /a%2F%2Fb, /a//b",
    "ON, true, /a/..%2Fb, /b",
    "ON, true, /a%252Fb, /a%2Fb",
    "NO_DECODE, true, /a%2Fb, /a%2Fb",
    "NO_DECODE, true, /a%2fb, /a%2fb",
    "NO_DECODE, true, /a%252Fb, /a%252Fb",
    "NO_DECODE, true, /100%25%41, /100%25A",
    "OFF, false, //a//b, //a//b",
    "OFF, false, /a//../b, /a/b",
    "OFF, true, //a//b, /a/b"
  })
  void canonical_path(EncodedSlashes slashes, boolean merge, String raw, String expected)
      throws Exception {
    assertThat(CanonicalPath.of(raw, new PathForm(slashes, merge))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}: {1} is refused with {2}")
  @CsvSource({
    "OFF, /a%2Fb, 404",
    "ON, /a%2F..%2F..%2F..%2Fb, 400",
    "ON, /a%00, 404",
    "NO_DECODE, /a/..%2Fb, 400",
    "NO_DECODE, /a%2F.%2Fb, 400",
    "NO_DECODE, /a%2f..;x/b, 400",
    "NO_DECODE, /a%00, 404"
  })
  void refused_path(EncodedSlashes slashes, String raw, int status) {
    assertThatThrownBy(() -> CanonicalPath.of(raw, new PathForm(slashes, true)))
        .isInstanceOfSatisfying(
            BadTargetException.class, e -> assertThat(e.status()).isEqualTo(status));
  }
}
