package org.proxypass.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proxypass.testing.RawResponse.Ending;
import org.proxypass.testing.RawResponse.Framing;

class RawPeersTest {
  private static final String GET = "GET /a?b HTTP/1.1\r\nHost: x\r\nX-Odd:  v \r\n\r\n";

  private RecordingBackend backend;

  @BeforeEach
  void start() throws IOException {
    backend = RecordingBackend.start("one");
  }

  @AfterEach
  void stop() throws IOException {
    backend.close();
  }

  @Test
  void the_backend_keeps_the_exact_bytes_of_a_head_and_names_itself() throws IOException {
    RawResponse response = RawClient.exchange(backend.port(), GET);
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.text()).isEqualTo("one");
    assertThat(response.framing()).isEqualTo(Framing.LENGTH);
    assertThat(backend.requests())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.headText()).isEqualTo(GET);
              assertThat(request.target()).isEqualTo("/a?b");
              assertThat(request.values("x-odd")).containsExactly("v");
            });
  }

  @Test
  void pipelined_requests_are_answered_in_order_on_one_connection() throws IOException {
    backend.play(Script.echo());
    try (RawClient client = RawClient.connect(backend.port())) {
      client.send("POST /1 HTTP/1.1\r\nContent-Length: 2\r\n\r\nokPOST /2 HTTP/1.1\r\n");
      client.send("Transfer-Encoding: chunked\r\n\r\n3\r\nyes\r\n0\r\n\r\n");
      assertThat(client.read().text()).isEqualTo("ok");
      assertThat(client.read().text()).isEqualTo("yes");
    }
    assertThat(backend.acceptedConnections()).isEqualTo(1);
  }

  @Test
  void a_chunked_body_is_read_to_its_last_chunk_with_trailers_and_interim_responses()
      throws IOException {
    backend.play(
        Script.bytes(
            "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "2;x=y\r\nab\r\n0\r\nT: 1\r\n\r\n"));
    RawResponse response = RawClient.exchange(backend.port(), GET);
    assertThat(response.text()).isEqualTo("ab");
    assertThat(response.trailers()).containsExactly(new RawField("T", "1"));
    assertThat(response.interim()).containsExactly(103);
  }

  @Test
  void a_body_that_ends_before_its_length_is_reported_as_truncated() throws IOException {
    backend.play(Script.bytesThenClose("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"));
    RawResponse response = RawClient.exchange(backend.port(), GET);
    assertThat(response.ending()).isEqualTo(Ending.TRUNCATED);
    assertThat(response.text()).isEqualTo("abc");
  }

  @Test
  void a_chunked_body_without_its_last_chunk_is_reported_as_truncated() throws IOException {
    backend.play(
        Script.bytesThenClose("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n"));
    assertThat(RawClient.exchange(backend.port(), GET).ending()).isEqualTo(Ending.TRUNCATED);
  }

  @Test
  void a_response_with_two_framings_is_refused() {
    backend.play(
        Script.bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n"));
    assertThatThrownBy(() -> RawClient.exchange(backend.port(), GET))
        .hasMessageContaining("two framings");
  }

  @Test
  void the_client_tells_an_open_connection_from_a_closed_a_reset_and_a_talking_one()
      throws IOException {
    try (RawClient client = RawClient.connect(backend.port())) {
      client.send(GET).read();
      assertThat(client.state(Duration.ofMillis(1))).isEqualTo(RawClient.State.OPEN);
      backend.play(Script.bytes(Script.ok("x") + "!"));
      client.send(GET).read();
      assertThat(client.state(Duration.ofSeconds(5))).isEqualTo(RawClient.State.DATA);
      backend.play(Script.bytesThenReset(""));
      client.send(GET);
      assertThat(client.state(Duration.ofSeconds(5))).isEqualTo(RawClient.State.RESET);
    }
    backend.play(Script.bytesThenClose(""));
    try (RawClient client = RawClient.connect(backend.port())) {
      client.send(GET);
      assertThat(client.state(Duration.ofSeconds(5))).isEqualTo(RawClient.State.CLOSED);
    }
  }

  @Test
  void httpd_starts_on_a_free_port_forwards_and_stops() throws IOException {
    Peer.require(HttpdServer.available(), "httpd (apache2)");
    int port;
    try (HttpdServer server =
        HttpdServer.start(p -> "ProxyPass /x http://" + backend.authority() + "/y\n")) {
      port = server.port();
      assertThat(RawClient.exchange(port, "GET /x/1 HTTP/1.1\r\nHost: f\r\n\r\n").text())
          .isEqualTo("one");
      assertThat(backend.requests().get(0).requestLine()).isEqualTo("GET /y/1 HTTP/1.1");
    }
    assertThatThrownBy(() -> RawClient.connect(port)).isInstanceOf(IOException.class);
  }

  @Test
  void httpd_tells_why_it_refuses_a_configuration() {
    Peer.require(HttpdServer.available(), "httpd (apache2)");
    assertThatThrownBy(() -> HttpdServer.start(p -> "Nonsense\n"))
        .hasMessageContaining("Invalid command 'Nonsense'");
  }
}
