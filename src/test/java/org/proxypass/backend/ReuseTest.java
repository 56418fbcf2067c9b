package org.proxypass.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.proxypass.config.Settings;
import org.proxypass.config.WorkerSettings;
import org.proxypass.exchange.Response;
import org.proxypass.testing.ScriptedBackend;

/** Which connections serve another request. */
class ReuseTest {
  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String SECOND = OK + "Content-Length: 6\r\n\r\nsecond";
  private static final String STOLEN = OK + "Content-Length: 6\r\n\r\nstolen";

  static Stream<Arguments> answers() {
    return Stream.of(
        row("GET", "a length", OK + "Content-Length: 2\r\n\r\nab", "ab", true),
        row("GET", "an empty body", OK + "Content-Length: 0\r\n\r\n", "", true),
        row(
            "GET",
            "chunks",
            OK + "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n",
            "a",
            true),
        row(
            "GET",
            "trailers",
            OK + "Transfer-Encoding: chunked\r\n\r\n0\r\nA: b\r\n\r\n",
            "",
            true),
        row("HEAD", "a length", OK + "Content-Length: 1234\r\n\r\n", "", true),
        row("HEAD", "a coding", OK + "Transfer-Encoding: chunked\r\n\r\n", "", true),
        row("GET", "204", "HTTP/1.1 204 No\r\n\r\n", "", true),
        row("GET", "304 with a length", "HTTP/1.1 304 No\r\nContent-Length: 9\r\n\r\n", "", true),
        row("GET", "205 of length 0", "HTTP/1.1 205 R\r\nContent-Length: 0\r\n\r\n", "", true),
        row(
            "GET",
            "Connection: Keep-Alive",
            OK + "Connection: Keep-Alive\r\nContent-Length: 0\r\n\r\n",
            "",
            true),
        row(
            "GET",
            "HTTP/1.0 that keeps alive",
            "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 1\r\n\r\na",
            "a",
            true),
        row(
            "GET",
            "a long idle limit",
            OK + "Keep-Alive: timeout=60, max=9\r\nContent-Length: 0\r\n\r\n",
            "",
            true),
        row("GET", "HTTP/1.0", "HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\na", "a", false),
        row(
            "GET",
            "Connection: close",
            OK + "Connection: close\r\nContent-Length: 1\r\n\r\na",
            "a",
            false),
        row(
            "GET",
            "close in a list",
            OK + "Connection: x, CLOSE\r\nContent-Length: 1\r\n\r\na",
            "a",
            false),
        row(
            "GET",
            "close and keep-alive",
            OK + "Connection: keep-alive\r\nConnection: close\r\nContent-Length: 1\r\n\r\na",
            "a",
            false),
        row(
            "GET",
            "coding and length",
            OK + "Content-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n",
            "a",
            false),
        row(
            "GET",
            "an idle limit of one second",
            OK + "Keep-Alive: timeout=1\r\nContent-Length: 0\r\n\r\n",
            "",
            false),
        row("GET", "204 with a length", "HTTP/1.1 204 No\r\nContent-Length: 3\r\n\r\n", "", false),
        row("GET", "204 with a body", "HTTP/1.1 204 No\r\nContent-Length: 3\r\n\r\nabc", "", false),
        row("GET", "304 with a body", "HTTP/1.1 304 No\r\nContent-Length: 3\r\n\r\nabc", "", false),
        row("GET", "205 with a body", "HTTP/1.1 205 R\r\nContent-Length: 3\r\n\r\nabc", "", false),
        row(
            "GET",
            "205 with chunks",
            "HTTP/1.1 205 R\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "",
            false),
        row("HEAD", "a body", OK + "Content-Length: 3\r\n\r\nabc", "", false),
        row("GET", "a second response", OK + "Content-Length: 1\r\n\r\na" + STOLEN, "a", false),
        row(
            "GET",
            "a second response after chunks",
            OK + "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n" + STOLEN,
            "a",
            false),
        row("GET", "a line end after the body", OK + "Content-Length: 1\r\n\r\na\r\n", "a", false),
        row("GET", "one byte after no body", OK + "Content-Length: 0\r\n\r\nx", "", false));
  }

  private static Arguments row(
      String method, String title, String answer, String body, boolean reused) {
    return Arguments.of(method, title, answer, body, reused);
  }

  @ParameterizedTest(name = "{0} answered with {1}: body [{3}], connection reused: {4}")
  @MethodSource("answers")
  void a_connection_is_reused_only_at_a_clear_message_boundary(
      String method, String title, String answer, String body, boolean reused) throws Exception {
    try (ScriptedBackend backend = ScriptedBackend.answering(answer, SECOND);
        Worker worker = Workers.of(backend)) {
      Response first = worker.send(Workers.request(method, "/", Bodies.none()));

      assertThat(Bodies.read(first)).isEqualTo(body);
      assertThat(first.fields().contains("Transfer-Encoding")).isFalse();
      assertThat(worker.figures().leased()).isZero();
      assertThat(Workers.fetch(worker, "/2")).isEqualTo("200 second");
      assertThat(backend.connections()).hasSize(reused ? 1 : 2);
    }
  }

  @Test
  void a_body_that_ends_with_the_connection_ends_it() throws Exception {
    try (ScriptedBackend backend =
            new ScriptedBackend(
                connection -> {
                  connection.readHead();
                  connection.send(OK + "Connection: keep-alive\r\n\r\nall of it");
                });
        Worker worker = Workers.of(backend)) {
      Response response = worker.send(Workers.get("/"));

      assertThat(response.body().remaining()).isEqualTo(-1);
      assertThat(Bodies.read(response)).isEqualTo("all of it");
      assertThat(worker.figures()).isEqualTo(new PoolFigures(0, 0, 0, Integer.MAX_VALUE));
    }
  }

  @ParameterizedTest(name = "[{0}] on the idle connection")
  @ValueSource(
      strings = {STOLEN, "x", "\r\n", "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n"})
  void a_byte_that_comes_while_the_connection_is_idle_ends_it(String surplus) throws Exception {
    CountDownLatch idle = new CountDownLatch(1);
    try (ScriptedBackend backend =
            new ScriptedBackend(
                connection -> {
                  connection.readHead();
                  if (connection.index() > 0) {
                    connection.send(SECOND);
                    connection.readToEnd();
                    return;
                  }
                  connection.send(OK + "Content-Length: 5\r\n\r\nfirst");
                  idle.await();
                  connection.send(surplus);
                  connection.readToEnd();
                });
        Worker worker = Workers.of(backend)) {
      assertThat(Workers.fetch(worker, "/")).isEqualTo("200 first");
      assertThat(worker.figures().idle()).isEqualTo(1);
      idle.countDown();
      awaitSurplus(backend);

      assertThat(Workers.fetch(worker, "/")).isEqualTo("200 second");
      assertThat(backend.connection(0).awaitEnd()).isTrue();
      assertThat(worker.figures()).isEqualTo(new PoolFigures(0, 1, 0, Integer.MAX_VALUE));
    }
  }

  private static void awaitSurplus(ScriptedBackend backend) {
    Awaitility.await().until(() -> backend.connection(0).peerHoldsUnreadBytes());
  }

  @Test
  void a_connection_the_backend_has_closed_meanwhile_is_replaced() throws Exception {
    try (ScriptedBackend backend =
            new ScriptedBackend(
                connection -> {
                  connection.readHead();
                  connection.send(SECOND);
                });
        Worker worker = Workers.of(backend)) {
      for (int i = 0; i < 5; i++) {
        assertThat(Workers.fetch(worker, "/")).isEqualTo("200 second");
        assertThat(backend.connection(i).awaitEnd()).isTrue();
        backend.connection(i).awaitDelivery();
      }
      assertThat(backend.connections()).hasSize(5);
    }
  }

  @Test
  void an_idle_connection_older_than_ttl_is_replaced() throws Exception {
    Settings ttl = Settings.EMPTY.with(WorkerSettings.TTL, Optional.of(Duration.ofMillis(1)));
    try (ScriptedBackend backend = ScriptedBackend.answering(SECOND, SECOND);
        Worker worker = Workers.of(backend, ttl)) {
      Workers.fetch(worker, "/");
      long start = System.nanoTime();
      Awaitility.await().until(() -> System.nanoTime() - start > 5_000_000);
      Workers.fetch(worker, "/");

      assertThat(backend.connections()).hasSize(2);
    }
  }

  @Test
  void a_connection_goes_back_with_the_last_byte_and_not_with_close() throws Exception {
    String chunked = OK + "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n";
    try (ScriptedBackend backend = ScriptedBackend.answering(SECOND, chunked);
        Worker worker = Workers.of(backend)) {
      for (int length : new int[] {6, 2}) {
        Response response = worker.send(Workers.get("/"));
        assertThat(worker.figures().leased()).isEqualTo(1);
        assertThat(response.body().read(new byte[100], 0, 100)).isEqualTo(length);
        assertThat(worker.figures()).isEqualTo(new PoolFigures(0, 1, 0, Integer.MAX_VALUE));
        response.body().abort();
      }
      assertThat(worker.figures().idle()).isEqualTo(1);
    }
  }
}
