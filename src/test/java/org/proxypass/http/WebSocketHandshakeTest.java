package org.proxypass.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebSocketHandshakeTest {
  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  @Test
  void the_example_of_rfc_6455() {
    assertThat(WebSocketHandshake.answer(KEY)).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "dGhlIHNhbXBsZSBub25jZQ==, true",
    "AAAAAAAAAAAAAAAAAAAAAA==, true",
    "'', false",
    "c2hvcnQ=, false",
    "AAAAAAAAAAAAAAAAAAAAAAAA, false",
    "AAAAAAAAAAAAAAAAAAAA*A==, false",
    "dGhlIHNhbXBsZSBub25jZSBsb25n, false"
  })
  void a_key_has_16_bytes(String key, boolean valid) {
    assertThat(WebSocketHandshake.hasKey(Fields.of("sec-websocket-key", key))).isEqualTo(valid);
  }

  @Test
  void a_key_stands_alone() {
    assertThat(WebSocketHandshake.hasKey(new Fields())).isFalse();
    assertThat(
            WebSocketHandshake.hasKey(
                Fields.of("Sec-WebSocket-Key", KEY, "Sec-WebSocket-Key", KEY)))
        .isFalse();
  }

  @Test
  void only_the_answer_to_the_key_accepts() {
    Fields request = Fields.of("Sec-WebSocket-Key", KEY);
    String answer = WebSocketHandshake.answer(KEY);
    assertThat(WebSocketHandshake.accepts(request, Fields.of("Sec-WebSocket-Accept", answer)))
        .isTrue();
    assertThat(WebSocketHandshake.accepts(request, Fields.of("Sec-WebSocket-Accept", KEY)))
        .isFalse();
    assertThat(WebSocketHandshake.accepts(request, new Fields())).isFalse();
    assertThat(WebSocketHandshake.accepts(new Fields(), Fields.of("Sec-WebSocket-Accept", answer)))
        .isFalse();
  }
}
