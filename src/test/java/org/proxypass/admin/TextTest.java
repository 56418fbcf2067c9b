package org.proxypass.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What values look like in HTML, in JSON and to people. */
class TextTest {

  @Test
  void nothing_of_a_value_is_markup() {
    assertThat(Html.escape("<script>\"'&amp;")).isEqualTo("&lt;script&gt;&quot;&#39;&amp;amp;");
  }

  @Test
  void nothing_of_a_value_ends_a_json_string() {
    String json = new Json().object().name("a\"").value("\"\\</script>\u2028\n&ä").endObject() + "";
    assertThat(json)
        .isEqualTo("{\"a\\\"\":\"\\\"\\\\\\u003c/script\\u003e\\u2028\\u000a\\u0026\\u00e4\"}");
  }

  @Test
  void json_separates_what_stands_side_by_side() {
    Json json = new Json().object().name("a").array().value(1).value(true).nothing().endArray();
    json.name("b").object().endObject().name("c").decimal("1.50").endObject();
    assertThat(json.toString()).isEqualTo("{\"a\":[1,true,null],\"b\":{},\"c\":1.50}");
  }

  @ParameterizedTest(name = "{0} bytes are {1}")
  @CsvSource({
    "0, 0 B",
    "1023, 1023 B",
    "1024, 1.0 KB",
    "1536, 1.5 KB",
    "10188, 9.9 KB",
    "10189, 10 KB",
    "1048575, 1.0 MB",
    "5000000000, 4.7 GB"
  })
  void bytes(long bytes, String text) {
    assertThat(Amounts.bytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest(name = "{0} seconds are {1}")
  @CsvSource({"0, 0 s", "-5, 0 s", "99, 99 s", "100, 1 min", "6000, 1 h", "260000, 3 d"})
  void age(long seconds, String text) {
    assertThat(Amounts.age(Duration.ofSeconds(seconds))).isEqualTo(text);
  }

  @ParameterizedTest(name = "{0} ms are {1}")
  @CsvSource({"30000, 30 s", "250, 250 ms", "1500, 1500 ms"})
  void time(long millis, String text) {
    assertThat(Amounts.time(Duration.ofMillis(millis))).isEqualTo(text);
  }

  @Test
  void the_policy_allows_the_script_by_its_hash_and_nothing_else() {
    Asset script = Asset.read("manager.js");
    assertThat(script.source()).startsWith("'sha256-");
    assertThat(new Page("t", "", script).policy())
        .contains("script-src " + script.source() + ";")
        .contains("default-src 'none'")
        .doesNotContain("unsafe");
    assertThat(new Page("t", "").policy()).contains("script-src 'none'");
  }
}
