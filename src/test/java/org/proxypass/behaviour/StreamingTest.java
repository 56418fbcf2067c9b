package org.proxypass.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.proxypass.testing.Implementation;
import org.proxypass.testing.ProxyUnderTest;
import org.proxypass.testing.RawClient;
import org.proxypass.testing.RecordingBackend;

/** Nothing waits for a body to be complete: what one side has sent reaches the other. */
@ParameterizedClass
@EnumSource(Implementation.class)
class StreamingTest {
  private static final String GET = "GET /x HTTP/1.1\r\nHost: front.test\r\n\r\n";

  @Parameter Implementation implementation;

  private RecordingBackend backend;
  private ProxyUnderTest proxy;

  @BeforeEach
  void start() throws IOException {
    implementation.require();
    backend = RecordingBackend.start("backend");
    proxy = implementation.start(port -> "ProxyPass / http://" + backend.authority() + "/\n");
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
  void the_first_event_arrives_while_the_backend_is_still_at_work() throws IOException {
    CountDownLatch firstEventArrived = new CountDownLatch(1);
    backend.play(
        exchange -> {
          exchange.request();
          exchange.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n");
          exchange.write("Transfer-Encoding: chunked\r\n\r\n9\r\ndata: 1\n\n\r\n");
          if (firstEventArrived.await(10, TimeUnit.SECONDS)) {
            exchange.write("9\r\ndata: 2\n\n\r\n0\r\n\r\n");
          }
        });
    try (RawClient client = RawClient.connect(proxy.port())) {
      client.send(GET);
      assertThat(client.readHead().values("Content-Type")).containsExactly("text/event-stream");
      assertThat(client.readLine()).isEqualTo("9");
      assertThat(text(client.stream(), 11)).isEqualTo("data: 1\n\n\r\n");
      firstEventArrived.countDown();
      assertThat(client.readLine()).isEqualTo("9");
      assertThat(text(client.stream(), 16)).isEqualTo("data: 2\n\n\r\n0\r\n\r\n");
    }
  }

  @Test
  void the_head_arrives_before_the_first_byte_of_the_body_exists() throws IOException {
    CountDownLatch headArrived = new CountDownLatch(1);
    backend.play(
        exchange -> {
          exchange.request();
          exchange.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n");
          if (headArrived.await(10, TimeUnit.SECONDS)) {
            exchange.write("text");
          }
        });
    try (RawClient client = RawClient.connect(proxy.port())) {
      client.send(GET);
      assertThat(client.readHead().status()).isEqualTo(200);
      headArrived.countDown();
      assertThat(text(client.stream(), 4)).isEqualTo("text");
    }
  }

  @Test
  void a_part_of_a_body_with_a_length_arrives_before_the_rest_exists() throws IOException {
    CountDownLatch partArrived = new CountDownLatch(1);
    backend.play(
        exchange -> {
          exchange.request();
          exchange.write("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\npart");
          if (partArrived.await(10, TimeUnit.SECONDS)) {
            exchange.write("rest");
          }
        });
    try (RawClient client = RawClient.connect(proxy.port())) {
      client.send(GET);
      assertThat(client.readHead().status()).isEqualTo(200);
      assertThat(text(client.stream(), 4)).isEqualTo("part");
      partArrived.countDown();
      assertThat(text(client.stream(), 4)).isEqualTo("rest");
    }
  }

  @Test
  void a_large_upload_reaches_the_backend_before_its_end_is_sent()
      throws IOException, InterruptedException {
    CountDownLatch headArrived = new CountDownLatch(1);
    backend.play(
        exchange -> {
          headArrived.countDown();
          exchange.request();
          exchange.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        });
    try (RawClient client = RawClient.connect(proxy.port())) {
      client.send("POST /x HTTP/1.1\r\nHost: front.test\r\nContent-Length: 200000\r\n\r\n");
      client.send(new byte[100_000]);
      assertThat(headArrived.await(5, TimeUnit.SECONDS)).isTrue();
      client.send(new byte[100_000]);
      assertThat(client.read().status()).isEqualTo(200);
    }
    assertThat(backend.requests().get(0).bodyLength()).isEqualTo(200_000);
  }

  @Test
  void a_final_answer_before_the_upload_is_over_reaches_the_client() throws IOException {
    backend.play(
        exchange -> {
          exchange.write(
              "HTTP/1.1 413 Content Too Large\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbig");
          exchange.awaitPeerEnd();
          exchange.close();
        });
    try (RawClient client = RawClient.connect(proxy.port())) {
      client.send("POST /x HTTP/1.1\r\nHost: front.test\r\nContent-Length: 40000\r\n\r\n");
      client.send(new byte[40_000]);
      assertThat(client.read().status()).isEqualTo(413);
    }
  }

  @Test
  void pipelined_requests_are_answered_in_order() throws IOException {
    backend.play(
        exchange -> {
          String target = exchange.request().target();
          exchange.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n" + target);
        });
    try (RawClient client = RawClient.connect(proxy.port())) {
      client.send(GET.replace("/x", "/1") + GET.replace("/x", "/2") + GET.replace("/x", "/3"));
      assertThat(client.read().text()).isEqualTo("/1");
      assertThat(client.read().text()).isEqualTo("/2");
      assertThat(client.read().text()).isEqualTo("/3");
    }
  }

  @Test
  void a_client_that_ends_its_sending_direction_still_gets_its_answer() throws IOException {
    try (RawClient client = RawClient.connect(proxy.port())) {
      client.send(GET).halfClose();
      assertThat(client.read().text()).isEqualTo("backend");
    }
  }

  private static String text(InputStream in, int length) throws IOException {
    return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
  }
}
