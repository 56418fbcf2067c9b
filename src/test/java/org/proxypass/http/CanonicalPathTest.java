package org.proxypass.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalPathTest {

  @ParameterizedTest(name = "{0}: {1} becomes {2}")
  @CsvSource({
    "a plain path is itself, /a/b.c/d-e_f~g, /a/b.c/d-e_f~g",
    "the root is itself, /, /",
    "an escaped letter is decoded, /%61%2Db, /a-b",
    "an escaped semicolon is decoded, /a%3Bx, /a;x",
    "an escaped space is decoded, /a%20b, '/a b'",
    "an escaped percent is decoded once, /%2541, /%41",
    "a double-encoded dot segment stays data, /%252e%252e/b, /%2e%2e/b",
    "a dot segment is removed, /a/./b, /a/b",
    "a double dot segment takes its parent along, /a/../b, /b",
    "an encoded dot segment too, /a/%2e%2E/b, /b",
    "a final dot segment leaves a directory, /a/b/., /a/b/",
    "a final double dot segment too, /a/b/.., /a/",
    "climbing exactly to the root is allowed, /a/.., /",
    "slash runs are merged, //a///b//, /a/b/",
    "slash runs do not hide a climb, /a//../b, /b",
    "names with dots are ordinary, /..a/b../...; , /..a/b../...; ",
    "a path parameter stays, /a;v=1/b, /a;v=1/b",
  })
  void canonicalises(String sentence, String raw, String expected) throws Exception {
    assertThat(CanonicalPath.of(raw)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}: {1} is refused with {2}")
  @CsvSource({
    "a climb above the root, /../x, 400",
    "a climb above the root behind a name, /a/../../x, 400",
    "an encoded climb above the root, /%2e%2e/x, 400",
    "a bad escape, /%zz, 400",
    "a cut escape, /a%4, 400",
    "a lone percent, /%, 400",
    "a target without a slash, @evil/x, 400",
    "an encoded slash, /a%2Fb, 404",
    "an encoded NUL, /a%00b, 404",
    "an encoded line break, /a%0d%0ab, 400",
    "an encoded DEL, /a%7fb, 400",
    "a climb that a servlet container would see, /a/..;/b, 400",
    "the same with a parameter, /a/..;x=1/b, 400",
    "the same with an encoded semicolon, /a/..%3b/b, 400",
    "a hidden single dot, /a/.;x/b, 400",
  })
  void refuses(String sentence, String raw, int status) {
    assertThatThrownBy(() -> CanonicalPath.of(raw))
        .isInstanceOfSatisfying(
            BadTargetException.class, e -> assertThat(e.status()).isEqualTo(status));
  }

  @ParameterizedTest(name = "{0}: {1} goes out as {2}")
  @CsvSource({
    "a space, /a%20b, /a%20b",
    "a semicolon comes out decoded, /a%3bb, /a;b",
    "'reserved characters may stand for themselves', /%2B%26%40%7E%3A%3D%24%21%2A%28%29, /+&@~:=$!*()",
    "a question mark stays encoded, /a%3fb, /a%3Fb",
    "a number sign stays encoded, /a%23b, /a%23b",
    "brackets and others come out encoded, /%5b%5d%7c%5c%22%3c%3e%5e%60%7b%7d,"
        + " /%5B%5D%7C%5C%22%3C%3E%5E%60%7B%7D",
    "UTF-8 keeps its bytes, /%c3%a9, /%C3%A9",
    "bytes that are not UTF-8 keep their value, /%ff, /%FF",
    "a percent sign stays encoded, /100%25, /100%25",
  })
  void isForwarded(String sentence, String raw, String expected) throws Exception {
    assertThat(PathEncoding.encode(CanonicalPath.of(raw), 0)).isEqualTo(expected);
  }
}
