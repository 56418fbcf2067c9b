package org.proxypass.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proxypass.config.ConfigLoader;
import org.proxypass.testing.RawClient;
import org.proxypass.testing.RawResponse;
import org.proxypass.testing.RecordingBackend;

/** How large a backend's head may be. */
class LargeHeadTest {

  @ParameterizedTest(name = "{0} fields of 7 KiB are answered with {1}")
  @CsvSource({"8, 200", "9, 502", "20, 502"})
  void heads_that_fit_pass_and_others_are_the_backend_s_fault(int fields, int status)
      throws Exception {
    try (RecordingBackend backend = RecordingBackend.start("backend")) {
      backend.play(
          exchange -> {
            exchange.request();
            exchange.write(
                "HTTP/1.1 200 OK\r\n"
                    + ("X-Large: " + "x".repeat(7 * 1024) + "\r\n").repeat(fields)
                    + "Content-Length: 2\r\n\r\nok");
          });
      String text = "Listen 127.0.0.1:0\nProxyPass / http://" + backend.authority() + "/\n";
      try (EmbeddedServer server =
          EmbeddedServer.start(ConfigLoader.create().loadText(text, "test.conf").config())) {
        RawResponse answer =
            RawClient.exchange(
                server.ports().get(0), "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).contains(status == 200 ? "ok" : "502 Bad Gateway");
      }
    }
  }
}
