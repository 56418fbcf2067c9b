package org.proxypass.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.proxypass.testing.Implementation;
import org.proxypass.testing.ProxyUnderTest;
import org.proxypass.testing.RawClient;
import org.proxypass.testing.RawResponse;
import org.proxypass.testing.RecordingBackend;
import org.proxypass.testing.Script;

/** The client's connection: expectations, reuse, and requests hidden in bodies. */
@ParameterizedClass
@EnumSource(Implementation.class)
class ProtocolTest {
  private static final String GET = "GET /x HTTP/1.1\r\nHost: front.test\r\n\r\n";
  private static final String EXPECTING =
      "POST /x HTTP/1.1\r\nHost: front.test\r\nContent-Length: 4\r\n"
          + "Expect: 100-continue\r\n\r\n";

  @Parameter Implementation implementation;

  private RecordingBackend backend;
  private ProxyUnderTest proxy;

  @BeforeEach
  void start() throws IOException {
    implementation.require();
    backend = RecordingBackend.start("backend");
    proxy =
        implementation.start(
            port ->
                """
                ProxyPass / http://%s/
                <Location /closed>
                  Require all denied
                </Location>
                """
                    .formatted(backend.authority()));
  }

  @AfterEach
  void stop() throws IOException {
    if (proxy != null) {
      proxy.close();
    }
    if (backend != null) {
      backend.close();
    }
  }

  @Test
  void a_client_that_waits_for_100_is_asked_for_its_body() throws IOException {
    backend.play(
        exchange -> {
          if (!exchange.head().values("Expect").isEmpty()) {
            exchange.write("HTTP/1.1 100 Continue\r\n\r\n");
          }
          exchange.request();
          exchange.write(Script.ok("thanks"));
        });
    try (RawClient client = RawClient.connect(proxy.port())) {
      client.send(EXPECTING);
      assertThat(client.readHead().status()).isEqualTo(100);
      client.send("body");
      assertThat(client.read().text()).isEqualTo("thanks");
    }
    assertThat(backend.requests().get(0).bodyText()).isEqualTo("body");
  }

  @Test
  void a_client_that_waits_for_100_is_refused_without_it() throws IOException {
    try (RawClient client = RawClient.connect(proxy.port())) {
      client.send(EXPECTING.replace("/x", "/closed"));
      RawResponse response = client.read();
      assertThat(response.status()).isEqualTo(403);
      assertThat(response.interim()).isEmpty();
    }
    assertThat(backend.requests()).isEmpty();
  }

  @Test
  void a_request_hidden_in_the_body_of_a_refused_one_is_not_run() throws IOException {
    try (RawClient client = RawClient.connect(proxy.port())) {
      client.send(
          "POST /closed HTTP/1.1\r\nHost: front.test\r\nContent-Length: "
              + GET.length()
              + "\r\n\r\n"
              + GET);
      assertThat(client.read().status()).isEqualTo(403);
      assertThat(client.state(Duration.ofMillis(200))).isNotEqualTo(RawClient.State.DATA);
    }
    assertThat(backend.requests()).isEmpty();
  }

  @Test
  void a_request_hidden_behind_two_framings_is_not_run() throws IOException {
    try (RawClient client = RawClient.connect(proxy.port())) {
      client.send(
          "POST /x HTTP/1.1\r\nHost: front.test\r\nContent-Length: 5\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
              + GET.replace("/x", "/hidden"));
      client.read();
      assertThat(client.state(Duration.ofSeconds(5))).isNotEqualTo(RawClient.State.DATA);
    }
    assertThat(backend.requests()).noneMatch(request -> request.target().equals("/hidden"));
  }

  @Test
  void errors_keep_the_client_connection_usable() throws IOException {
    try (RawClient client = RawClient.connect(proxy.port())) {
      assertThat(client.send(GET.replace("/x", "/closed")).read().status()).isEqualTo(403);
      assertThat(client.send(GET).read().text()).isEqualTo("backend");
    }
  }

  @Test
  void a_request_of_http_09_is_not_forwarded_except_by_httpd() throws IOException {
    try (RawClient client = RawClient.connect(proxy.port())) {
      client.send("GET /x\r\n\r\n");
      client.stream().readAllBytes();
    }
    assertThat(backend.requests()).hasSize(implementation == Implementation.HTTPD ? 1 : 0);
  }

  @Test
  void a_head_that_never_ends_is_refused() throws IOException {
    try (RawClient client = RawClient.connect(proxy.port())) {
      client.send("GET /x HTTP/1.1\r\nHost: front.test\r\nX-Long: " + "a".repeat(100_000));
      assertThat(client.read().status()).isBetween(400, 431);
    }
    assertThat(backend.requests()).isEmpty();
  }
}
