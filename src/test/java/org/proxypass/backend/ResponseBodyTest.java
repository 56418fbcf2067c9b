package org.proxypass.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
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
import org.proxypass.exchange.ResponseBody;
import org.proxypass.testing.ScriptedBackend;

/** The body of a response while it streams, and when it breaks. */
class ResponseBodyTest {
  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";
  private static final PoolFigures NOTHING = new PoolFigures(0, 0, 0, Integer.MAX_VALUE);

  static Stream<Arguments> broken() {
    return Stream.of(
        Arguments.of("a length cut short", OK + "Content-Length: 100\r\n\r\n12345", "12345"),
        Arguments.of("chunks without a last one", CHUNKED + "5\r\n12345\r\n", "12345"),
        Arguments.of("a chunk cut short", CHUNKED + "64\r\n12345", "12345"),
        Arguments.of("a cut chunk size", CHUNKED + "5\r\n12345\r\n1", "12345"),
        Arguments.of("a last chunk without its end", CHUNKED + "5\r\n12345\r\n0\r\n", "12345"),
        Arguments.of("a chunk size with 0x", CHUNKED + "0x2\r\nab\r\n0\r\n\r\n", ""),
        Arguments.of("a negative chunk size", CHUNKED + "-2\r\nab\r\n0\r\n\r\n", ""),
        Arguments.of("a chunk size with a plus", CHUNKED + "+2\r\nab\r\n0\r\n\r\n", ""),
        Arguments.of("a chunk size that is no number", CHUNKED + "zz\r\nab\r\n0\r\n\r\n", ""),
        Arguments.of("an empty chunk size", CHUNKED + "\r\nab\r\n0\r\n\r\n", ""),
        Arguments.of("a chunk size of 16 digits", CHUNKED + "0000000000000002\r\nab\r\n", ""),
        Arguments.of("a chunk longer than its size", CHUNKED + "2\r\nabc\r\n0\r\n\r\n", "ab"),
        Arguments.of("a chunk head that is too long", CHUNKED + "2;" + "x".repeat(9000), ""),
        Arguments.of("endless trailers", CHUNKED + "0\r\n" + "a: b\r\n".repeat(300), ""));
  }

  @ParameterizedTest(name = "{0}: [{2}] and then an exception")
  @MethodSource("broken")
  void a_body_that_breaks_off_throws_and_its_connection_is_cut(
      String title, String answer, String intact) throws Exception {
    try (ScriptedBackend backend =
            new ScriptedBackend(
                connection -> {
                  connection.readHead();
                  connection.send(answer);
                  connection.socket().shutdownOutput();
                  connection.readToEnd();
                });
        Worker worker = Workers.of(backend)) {
      ResponseBody body = worker.send(Workers.get("/")).body();
      StringBuilder read = new StringBuilder();

      assertThatThrownBy(() -> readInto(read, body)).isInstanceOf(IOException.class);
      assertThat(read.toString()).isEqualTo(intact);
      assertThat(worker.figures()).isEqualTo(NOTHING);
      assertThat(backend.connection(0).awaitEnd()).isTrue();
    }
  }

  private static void readInto(StringBuilder text, ResponseBody body) throws IOException {
    byte[] one = new byte[1];
    while (body.read(one, 0, 1) > 0) {
      text.append((char) one[0]);
    }
  }

  @Test
  void a_body_that_stalls_throws_after_timeout() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    Settings shortTimeout =
        Settings.EMPTY.with(WorkerSettings.TIMEOUT, Optional.of(Duration.ofMillis(200)));
    try (ScriptedBackend backend =
            new ScriptedBackend(
                connection -> {
                  connection.readHead();
                  connection.send(OK + "Content-Length: 100\r\n\r\n12345");
                  over.await();
                });
        Worker worker = Workers.of(backend, shortTimeout)) {
      Response response = worker.send(Workers.get("/"));

      assertThatThrownBy(() -> Bodies.read(response)).isInstanceOf(IOException.class);
      assertThat(worker.figures()).isEqualTo(NOTHING);
    } finally {
      over.countDown();
    }
  }

  @ParameterizedTest(name = "by {0}")
  @ValueSource(strings = {"abort", "close"})
  void a_body_ended_early_stops_an_endless_backend_at_once(String how) throws Exception {
    AtomicLong stopped = new AtomicLong();
    try (ScriptedBackend backend =
            new ScriptedBackend(
                connection -> {
                  connection.readHead();
                  connection.send(CHUNKED);
                  try {
                    while (true) {
                      connection.send("5\r\n12345\r\n");
                    }
                  } finally {
                    stopped.set(System.nanoTime());
                  }
                });
        Worker worker = Workers.of(backend)) {
      ResponseBody body = worker.send(Workers.get("/")).body();
      assertThat(body.read(new byte[10], 0, 10)).isPositive();
      long start = System.nanoTime();
      if (how.equals("abort")) {
        body.abort();
      } else {
        body.close();
      }
      body.abort();
      body.close();

      assertThat(worker.figures()).isEqualTo(NOTHING);
      assertThat(backend.connection(0).awaitEnd()).isTrue();
      assertThat(Duration.ofNanos(stopped.get() - start)).isLessThan(Duration.ofSeconds(1));
    }
  }

  static Stream<Arguments> pauses() {
    return Stream.of(
        Arguments.of("after the head, chunked", CHUNKED, "", "1\r\nx\r\n"),
        Arguments.of("after the head, with a length", OK + "Content-Length: 9\r\n\r\n", "", "x"),
        Arguments.of("after the head, until close", OK + "\r\n", "", "x"),
        Arguments.of("between chunks", CHUNKED + "2\r\nab\r\n", "ab", "1\r\nx\r\n"),
        Arguments.of("before a chunk's line end", CHUNKED + "2\r\nab", "ab", "\r\n1\r\nx\r\n"),
        Arguments.of("after a chunk's CR", CHUNKED + "2\r\nab\r", "ab", "\n1\r\nx\r\n"),
        Arguments.of("within a chunk size", CHUNKED + "2\r\nab\r\n1", "ab", "\r\nx\r\n"),
        Arguments.of("after a chunk size", CHUNKED + "2\r\nab\r\n1\r\n", "ab", "x\r\n"),
        Arguments.of("within a chunk", CHUNKED + "3\r\nab", "ab", "x\r\n"),
        Arguments.of("within a length", OK + "Content-Length: 9\r\n\r\nab", "ab", "x"));
  }

  @ParameterizedTest(name = "a pause {0}")
  @MethodSource("pauses")
  void ready_says_when_the_backend_pauses(String where, String before, String read, String after)
      throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    try (ScriptedBackend backend =
            new ScriptedBackend(
                connection -> {
                  connection.readHead();
                  connection.send(before);
                  goOn.await();
                  connection.send(after);
                  connection.readToEnd();
                });
        Worker worker = Workers.of(backend)) {
      ResponseBody body = worker.send(Workers.get("/")).body();
      byte[] buffer = new byte[100];
      if (!read.isEmpty()) {
        assertThat(body.read(buffer, 0, buffer.length)).isEqualTo(read.length());
      }

      assertThat(body.ready()).isFalse();
      goOn.countDown();
      Awaitility.await().until(body::ready);
      assertThat(body.read(buffer, 0, buffer.length)).isEqualTo(1);
      assertThat(buffer[0]).isEqualTo((byte) 'x');
      body.abort();
    }
  }

  @Test
  void remaining_counts_a_known_length_down() throws Exception {
    try (ScriptedBackend backend =
            ScriptedBackend.answering(
                OK + "Content-Length: 5\r\n\r\n12345", CHUNKED + "0\r\n\r\n");
        Worker worker = Workers.of(backend)) {
      ResponseBody body = worker.send(Workers.get("/")).body();
      assertThat(body.remaining()).isEqualTo(5);
      body.read(new byte[2], 0, 2);
      assertThat(body.remaining()).isEqualTo(3);
      body.read(new byte[5], 0, 5);
      assertThat(body.remaining()).isZero();
      assertThat(body.read(new byte[5], 0, 5)).isEqualTo(-1);

      assertThat(worker.send(Workers.get("/")).body().remaining()).isEqualTo(-1);
    }
  }

  @Test
  void a_large_body_is_streamed_unchanged() throws Exception {
    int chunks = 2000;
    String chunk = "0123456789abcdef".repeat(1024);
    try (ScriptedBackend backend =
            new ScriptedBackend(
                connection -> {
                  connection.readHead();
                  connection.send(CHUNKED);
                  for (int i = 0; i < chunks; i++) {
                    connection.send("4000\r\n" + chunk + "\r\n");
                  }
                  connection.send("0\r\n\r\n");
                  connection.readToEnd();
                });
        Worker worker = Workers.of(backend)) {
      ResponseBody body = worker.send(Workers.get("/")).body();
      byte[] buffer = new byte[32 * 1024];
      long position = 0;
      for (int n = body.read(buffer, 0, buffer.length);
          n >= 0;
          n = body.read(buffer, 0, buffer.length)) {
        for (int i = 0; i < n; i++, position++) {
          assert chunk.charAt((int) (position % chunk.length())) == buffer[i] : position;
        }
      }
      assertThat(position).isEqualTo((long) chunks * chunk.length());
      assertThat(worker.figures().idle()).isEqualTo(1);
    }
  }
}
