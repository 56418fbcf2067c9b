package org.proxypass.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proxypass.config.Settings;
import org.proxypass.config.WorkerSettings;
import org.proxypass.exchange.BackendRequest;
import org.proxypass.exchange.ConnectionUse;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.RequestBody;
import org.proxypass.exchange.Response;
import org.proxypass.testing.ScriptedBackend;

/** {@code ping}: a backend has to show that it listens before it gets a body. */
class PingTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final AtomicInteger written = new AtomicInteger();

  private static Settings ping(int millis) {
    return Settings.EMPTY.with(WorkerSettings.PING, Optional.of(Duration.ofMillis(millis)));
  }

  private BackendRequest post(long length) {
    RequestBody body =
        Bodies.of(
            length,
            out -> {
              written.incrementAndGet();
              out.write(new byte[] {'b', 'o', 'd', 'y'});
            });
    return Workers.request("POST", "/", body);
  }

  @ParameterizedTest(name = "length {0}")
  @ValueSource(longs = {4, RequestBody.CHUNKED})
  void the_body_goes_out_when_the_backend_asks_for_it(long length) throws Exception {
    try (ScriptedBackend backend =
            new ScriptedBackend(
                connection -> {
                  assertThat(connection.readHead()).contains("\r\nExpect: 100-Continue\r\n");
                  connection.send("HTTP/1.1 100 Continue\r\n\r\n");
                  connection.readBytes(length == 4 ? 4 : "4\r\nbody\r\n0\r\n\r\n".length());
                  connection.send(OK);
                  connection.readToEnd();
                });
        Worker worker = Workers.of(backend, ping(10_000))) {
      assertThat(Bodies.read(worker.send(post(length)))).isEqualTo("ok");
      assertThat(written).hasValue(1);
      assertThat(worker.figures().idle()).isEqualTo(1);
    }
  }

  @Test
  void silence_is_503_and_another_worker_may_be_tried() throws Exception {
    try (ScriptedBackend backend =
            new ScriptedBackend(
                connection -> {
                  connection.readHead();
                  connection.readToEnd();
                });
        Worker worker = Workers.of(backend, ping(50))) {
      assertThatThrownBy(() -> worker.send(post(4)))
          .isInstanceOfSatisfying(
              Fault.class,
              fault -> {
                assertThat(fault.status()).isEqualTo(503);
                assertThat(fault.retryable()).isTrue();
                assertThat(fault.message()).contains("100-Continue");
              });
      assertThat(written).as("the body is still there for another one").hasValue(0);
      assertThat(backend.connection(0).awaitEnd()).isTrue();
      assertThat(worker.figures()).isEqualTo(new PoolFigures(0, 0, 0, Integer.MAX_VALUE));
    }
  }

  @Test
  void an_answer_instead_is_the_answer() throws Exception {
    try (ScriptedBackend backend =
            new ScriptedBackend(
                connection -> {
                  connection.readHead();
                  connection.send("HTTP/1.1 403 No\r\nContent-Length: 2\r\n\r\nno");
                  connection.readToEnd();
                });
        Worker worker = Workers.of(backend, ping(10_000))) {
      Response response = worker.send(post(4));

      assertThat(response.status()).isEqualTo(403);
      assertThat(Bodies.read(response)).isEqualTo("no");
      assertThat(written).hasValue(0);
    }
  }

  @Test
  void a_connection_that_ends_instead_is_502() throws Exception {
    try (ScriptedBackend backend = new ScriptedBackend(ScriptedBackend.Connection::readHead);
        Worker worker = Workers.of(backend, ping(10_000))) {
      assertThatThrownBy(() -> worker.send(post(4)))
          .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(502));
    }
  }

  @Test
  void nothing_is_asked_where_there_is_no_body_or_no_100() throws Exception {
    ConnectionUse old = new ConnectionUse(true, false, false);
    try (ScriptedBackend backend = ScriptedBackend.answering(OK, OK, OK);
        Worker worker = Workers.of(backend, ping(10_000))) {
      Workers.fetch(worker, "/");
      Bodies.read(worker.send(Workers.request("POST", "/", Bodies.of(0, ""))));
      Bodies.read(worker.send(Workers.request("POST", "/", Bodies.text("body")).withUse(old)));

      for (ScriptedBackend.Connection connection : backend.connections()) {
        assertThat(connection.received()).doesNotContain("Expect");
      }
    }
  }
}
