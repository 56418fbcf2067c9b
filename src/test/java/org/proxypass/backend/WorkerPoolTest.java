package org.proxypass.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proxypass.config.Settings;
import org.proxypass.config.WorkerSettings;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.Response;
import org.proxypass.testing.ScriptedBackend;

/** The limits of a pool and its end. */
class WorkerPoolTest {
  private static final Settings ONE = Settings.EMPTY.with(WorkerSettings.MAX, Optional.of(1));

  private static ScriptedBackend polite() throws IOException {
    return new ScriptedBackend(
        connection -> {
          while (!connection.readHead().isEmpty()) {
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
          }
        });
  }

  @Test
  void without_max_as_many_connections_are_opened_as_there_are_requests() throws Exception {
    try (ScriptedBackend backend = polite();
        Worker worker = Workers.of(backend)) {
      List<Response> responses = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        responses.add(worker.send(Workers.get("/")));
      }

      assertThat(worker.figures()).isEqualTo(new PoolFigures(40, 0, 0, Integer.MAX_VALUE));
      for (Response response : responses) {
        Bodies.read(response);
      }
      assertThat(worker.figures()).isEqualTo(new PoolFigures(0, 40, 0, Integer.MAX_VALUE));
    }
  }

  @Test
  void a_request_that_finds_no_free_connection_in_time_is_503() throws Exception {
    Settings impatient = ONE.with(WorkerSettings.ACQUIRE, Optional.of(Duration.ofMillis(100)));
    try (ScriptedBackend backend = polite();
        Worker worker = Workers.of(backend, impatient)) {
      Response first = worker.send(Workers.get("/"));

      assertThatThrownBy(() -> worker.send(Workers.get("/")))
          .isInstanceOfSatisfying(
              Fault.class,
              fault -> {
                assertThat(fault.status()).isEqualTo(503);
                assertThat(fault.retryable()).isTrue();
              });
      Bodies.read(first);
      assertThat(Workers.fetch(worker, "/")).isEqualTo("200 ok");
      assertThat(backend.connections()).hasSize(1);
      assertThat(worker.figures()).isEqualTo(new PoolFigures(0, 1, 0, 1));
    }
  }

  @Test
  void a_request_waits_for_a_connection_to_come_back() throws Exception {
    try (ScriptedBackend backend = polite();
        Worker worker = Workers.of(backend, ONE)) {
      Response first = worker.send(Workers.get("/"));
      CompletableFuture<String> second =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return Workers.fetch(worker, "/");
                } catch (IOException failure) {
                  throw new AssertionError(failure);
                }
              });
      Awaitility.await().until(() -> worker.figures().waiting() == 1);
      assertThat(second).isNotDone();
      Bodies.read(first);

      assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo("200 ok");
      assertThat(backend.connections()).hasSize(1);
    }
  }

  @ParameterizedTest(name = "keepalive={0}")
  @ValueSource(booleans = {true, false})
  void keepalive_is_a_matter_of_the_socket(boolean keepalive) throws Exception {
    Settings parameters = Settings.EMPTY.with(WorkerSettings.KEEPALIVE, keepalive);
    try (ScriptedBackend backend = polite();
        Worker worker = Workers.of(backend, parameters)) {
      Workers.fetch(worker, "/");

      // A write timer may hide it for a moment.
      Awaitility.await()
          .untilAsserted(
              () -> assertThat(backend.connection(0).peerProbesKeepAlive()).isEqualTo(keepalive));
    }
  }

  @Test
  void a_retired_worker_finishes_what_it_began_and_keeps_no_connection() throws Exception {
    try (ScriptedBackend backend = polite()) {
      Worker worker = Workers.of(backend);
      Response running = worker.send(Workers.get("/"));
      Workers.fetch(worker, "/");
      assertThat(worker.figures().idle()).isEqualTo(1);
      worker.close();

      assertThat(worker.figures()).isEqualTo(new PoolFigures(1, 0, 0, Integer.MAX_VALUE));
      assertThat(Bodies.read(running)).isEqualTo("ok");
      assertThat(Workers.fetch(worker, "/late")).isEqualTo("200 ok");
      assertThat(worker.figures()).isEqualTo(new PoolFigures(0, 0, 0, Integer.MAX_VALUE));
      for (ScriptedBackend.Connection connection : backend.connections()) {
        assertThat(connection.awaitEnd()).isTrue();
      }
    }
  }

  @Test
  void a_worker_that_is_cut_cuts_its_exchanges() throws Exception {
    try (ScriptedBackend backend = polite()) {
      Worker worker = Workers.of(backend);
      Response running = worker.send(Workers.get("/"));
      worker.closeNow();

      assertThat(backend.connection(0).awaitEnd()).isTrue();
      running.body().abort();
      assertThatThrownBy(() -> worker.send(Workers.get("/")))
          .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(503));
    }
  }
}
