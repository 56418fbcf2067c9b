package org.proxypass.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldNamesTest {

  private static String text(String name) {
    byte[] bytes = ("\r\n" + name + ":").getBytes(StandardCharsets.ISO_8859_1);
    return FieldNames.text(bytes, 2, bytes.length - 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type",
        "content-type",
        "CONTENT-TYPE",
        "Content-Tipe",
        "Date",
        "DatE",
        "Dxte",
        "X",
        "X-Unknown",
        "ETag",
        "etag",
        "Etag",
        "Content-\u00e4"
      })
  void a_name_is_the_one_that_stands_there(String name) {
    assertThat(text(name)).isEqualTo(name);
  }

  @Test
  void a_usual_name_is_no_new_string() {
    assertThat(text("Content-Type")).isSameAs(text("Content-Type"));
    assertThat(text("content-length")).isSameAs(text("content-length"));
  }
}
