package org.proxypass.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
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
import org.proxypass.testing.RawResponse;
import org.proxypass.testing.RecordingBackend;
import org.proxypass.testing.Script;

/** Which backend connections serve again, and that none is lost. */
@ParameterizedClass
@EnumSource(Implementation.class)
class ConnectionReuseTest {
  private static final String GET = "GET /x HTTP/1.1\r\nHost: front.test\r\n\r\n";
  private static final String STRAY = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nstray";

  @Parameter Implementation implementation;

  private RecordingBackend backend;
  private ProxyUnderTest proxy;

  @BeforeEach
  void start() throws IOException {
    implementation.require();
    backend = RecordingBackend.start("backend");
    proxy =
        implementation.start(
            port -> "ProxyPass / http://" + backend.authority() + "/ max=2 acquire=500\n");
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

  private RawResponse get() throws IOException {
    return RawClient.exchange(proxy.port(), GET);
  }

  @Test
  void a_connection_serves_one_client_after_the_other() throws IOException {
    for (int i = 0; i < 10; i++) {
      assertThat(get().status()).isEqualTo(200);
    }
    assertThat(backend.acceptedConnections()).isEqualTo(1);
  }

  @Test
  void surplus_bytes_in_the_packet_of_a_response_never_reach_the_next_client() throws IOException {
    backend.play(Script.bytes(Script.ok("mine") + STRAY));
    assertThat(get().text()).isEqualTo("mine");
    backend.forget();
    for (int i = 0; i < 3; i++) {
      assertThat(get().text()).isEqualTo("backend");
    }
    assertThat(backend.requests()).allMatch(request -> request.connection() > 1);
  }

  @Test
  void surplus_bytes_behind_a_chunked_body_never_reach_the_next_client() throws IOException {
    backend.play(
        Script.bytes(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nmine\r\n0\r\n\r\n" + STRAY));
    assertThat(get().text()).isEqualTo("mine");
    backend.forget();
    assertThat(get().text()).isEqualTo("backend");
    assertThat(backend.requests()).allMatch(request -> request.connection() > 1);
  }

  @Test
  void a_body_where_none_belongs_never_reaches_the_next_client() throws IOException {
    for (String head : List.of("HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 304 X\r\n\r\n")) {
      backend.play(Script.bytes(head + STRAY));
      assertThat(get().text()).isEmpty();
      backend.forget();
      assertThat(get().text()).isEqualTo("backend");
    }
    backend.play(Script.bytes(STRAY));
    RawResponse toHead = RawClient.exchange(proxy.port(), GET.replace("GET", "HEAD"));
    assertThat(toHead.values("Content-Length")).containsExactly("5");
    backend.forget();
    assertThat(get().text()).isEqualTo("backend");
  }

  @Test
  void surplus_bytes_on_an_idle_connection_never_reach_the_next_client()
      throws IOException, InterruptedException {
    CountDownLatch answered = new CountDownLatch(1);
    CountDownLatch strayed = new CountDownLatch(1);
    backend.play(
        exchange -> {
          exchange.request();
          exchange.write(Script.ok("mine"));
          if (answered.await(10, TimeUnit.SECONDS)) {
            exchange.write(STRAY);
            strayed.countDown();
          }
        });
    assertThat(get().text()).isEqualTo("mine");
    backend.play(Script.naming());
    answered.countDown();
    assertThat(strayed.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(get().text()).isEqualTo("backend");
    assertThat(backend.acceptedConnections()).isEqualTo(2);
  }

  @Test
  void a_connection_the_backend_has_closed_is_replaced_unnoticed() throws IOException {
    CountDownLatch answered = new CountDownLatch(1);
    backend.play(
        exchange -> {
          exchange.request();
          exchange.write(Script.ok("mine"));
          if (answered.await(10, TimeUnit.SECONDS)) {
            exchange.close();
          }
        });
    assertThat(get().text()).isEqualTo("mine");
    backend.play(Script.naming());
    answered.countDown();
    org.awaitility.Awaitility.await().until(() -> backend.openConnections() == 0);
    RawResponse post =
        RawClient.exchange(
            proxy.port(), "POST /x HTTP/1.1\r\nHost: front.test\r\nContent-Length: 3\r\n\r\nabc");
    assertThat(post.text()).isEqualTo("backend");
  }

  @Test
  void a_backend_that_asks_for_close_gets_a_new_connection_each_time() throws IOException {
    backend.play(Script.bytes("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"));
    for (int i = 0; i < 3; i++) {
      assertThat(get().status()).isEqualTo(200);
    }
    assertThat(backend.acceptedConnections()).isEqualTo(3);
  }

  @Test
  void no_connection_is_lost_to_broken_exchanges() throws IOException {
    for (int i = 0; i < 10; i++) {
      backend.play(Script.bytesThenClose("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\ncut"));
      assertThat(get().ending()).isNotEqualTo(RawResponse.Ending.COMPLETE);
      backend.play(Script.bytesThenReset(""));
      assertThat(get().status()).isEqualTo(502);
      backend.play(Script.bytesThenClose("HTTP/1.1 200 OK\r\nnonsense\r\n\r\n"));
      assertThat(get().status()).isEqualTo(502);
      backend.play(
          exchange -> {
            exchange.request();
            exchange.write("HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n");
            for (byte[] piece = new byte[8192]; ; ) {
              exchange.write(piece);
            }
          });
      try (RawClient client = RawClient.connect(proxy.port())) {
        client.send(GET);
        assertThat(client.readHead().status()).isEqualTo(200);
        client.reset();
      }
    }
    backend.forget();
    for (int i = 0; i < 3; i++) {
      assertThat(get().text()).isEqualTo("backend");
    }
  }

  @Test
  void a_full_pool_answers_503_after_the_time_allowed() throws IOException {
    CountDownLatch release = new CountDownLatch(1);
    backend.play(
        exchange -> {
          exchange.request();
          if (release.await(20, TimeUnit.SECONDS)) {
            exchange.write(Script.ok("late"));
          }
        });
    try (RawClient first = RawClient.connect(proxy.port());
        RawClient second = RawClient.connect(proxy.port())) {
      first.send(GET);
      second.send(GET);
      org.awaitility.Awaitility.await().until(() -> backend.requests().size() == 2);
      assertThat(get().status()).isEqualTo(503);
      release.countDown();
      assertThat(first.read().text()).isEqualTo("late");
      assertThat(second.read().text()).isEqualTo("late");
    }
    backend.forget();
    assertThat(get().text()).isEqualTo("backend");
  }
}
