package org.proxypass.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.proxypass.config.Settings;
import org.proxypass.config.WorkerSettings;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.Response;
import org.proxypass.testing.ScriptedBackend;

/** Backends whose name has several addresses, or other ones later. */
class NameResolutionTest {
  private static final String FIRST = "127.0.0.1";
  private static final String SECOND = "127.0.0.2";
  private static final String DEAD = "127.0.0.3";
  private static final Settings ALL = Settings.EMPTY.with(WorkerSettings.ALL_ADDRESSES, true);
  private static final Settings SHORT_TTL =
      Settings.EMPTY.with(WorkerSettings.ADDRESS_TTL, Optional.of(Duration.ofNanos(1)));

  private final AtomicInteger lookUps = new AtomicInteger();
  private volatile List<String> answer = List.of(FIRST);

  private List<InetAddress> resolve(String host) throws UnknownHostException {
    assertThat(host).isEqualTo("backend.test");
    lookUps.incrementAndGet();
    List<InetAddress> found = new ArrayList<>();
    for (String address : answer) {
      found.add(InetAddress.getByName(address));
    }
    return found;
  }

  static ScriptedBackend saying(String body) throws IOException {
    return new ScriptedBackend(script(body));
  }

  private static ScriptedBackend.Script script(String body) {
    return connection -> {
      while (!connection.readHead().isEmpty()) {
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
      }
    };
  }

  @Test
  void addresses_are_tried_in_order() throws Exception {
    answer = List.of(DEAD, FIRST);
    try (ScriptedBackend backend = saying("first");
        Worker worker = Workers.named(backend, Settings.EMPTY, this::resolve)) {
      assertThat(Workers.fetch(worker, "/")).isEqualTo("200 first");
      assertThat(Workers.fetch(worker, "/")).isEqualTo("200 first");

      assertThat(lookUps).hasValue(1);
      assertThat(worker.figures()).isEqualTo(new PoolFigures(0, 1, 0, Integer.MAX_VALUE));
    }
  }

  @Test
  void a_name_that_is_unknown_is_500_and_asked_for_again() throws Exception {
    answer = List.of();
    try (ScriptedBackend backend = saying("first");
        Worker worker = Workers.named(backend, Settings.EMPTY, this::resolve)) {
      assertThatThrownBy(() -> Workers.fetch(worker, "/"))
          .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(500));
      answer = List.of(FIRST);

      assertThat(Workers.fetch(worker, "/")).isEqualTo("200 first");
      assertThat(worker.figures().leased()).isZero();
    }
  }

  @Test
  void a_name_that_moved_takes_the_connections_along() throws Exception {
    try (ScriptedBackend first = saying("first");
        ScriptedBackend second = ScriptedBackend.beside(first, SECOND, script("second"));
        Worker worker = Workers.named(first, SHORT_TTL, this::resolve)) {
      Response running = worker.send(Workers.get("/"));
      assertThat(Workers.fetch(worker, "/")).isEqualTo("200 first");
      answer = List.of(SECOND);

      assertThat(Workers.fetch(worker, "/")).isEqualTo("200 second");
      assertThat(first.connection(1).awaitEnd()).as("the idle connection is closed").isTrue();
      assertThat(Bodies.read(running)).isEqualTo("first");
      assertThat(first.connection(0).awaitEnd()).as("and the other one after its end").isTrue();
      assertThat(second.connections()).hasSize(1);
      assertThat(worker.figures()).isEqualTo(new PoolFigures(0, 1, 0, Integer.MAX_VALUE));
    }
  }

  @Test
  void without_addressttl_a_backend_that_is_gone_is_looked_up_again() throws Exception {
    try (ScriptedBackend first = saying("first");
        ScriptedBackend second = ScriptedBackend.beside(first, SECOND, script("second"));
        Worker worker = Workers.named(first, Settings.EMPTY, this::resolve)) {
      assertThat(Workers.fetch(worker, "/")).isEqualTo("200 first");
      answer = List.of(SECOND);
      assertThat(Workers.fetch(worker, "/")).as("nobody asks").isEqualTo("200 first");
      first.die();
      assertThat(first.connection(0).awaitEnd()).isTrue();

      assertThat(Workers.fetch(worker, "/")).isEqualTo("200 second");
      assertThat(second.connections()).hasSize(1);
      assertThat(lookUps).hasValue(2);
    }
  }

  @Test
  void a_backend_that_is_gone_for_good_is_503() throws Exception {
    try (ScriptedBackend first = saying("first");
        Worker worker = Workers.named(first, Settings.EMPTY, this::resolve)) {
      assertThat(Workers.fetch(worker, "/")).isEqualTo("200 first");
      first.die();
      assertThat(first.connection(0).awaitEnd()).isTrue();

      assertThatThrownBy(() -> Workers.fetch(worker, "/"))
          .isInstanceOfSatisfying(
              Fault.class,
              fault -> {
                assertThat(fault.status()).isEqualTo(503);
                assertThat(fault.retryable()).isTrue();
              });
      assertThat(worker.figures()).isEqualTo(new PoolFigures(0, 0, 0, Integer.MAX_VALUE));
    }
  }

  @Test
  void requests_go_to_all_addresses_in_turn() throws Exception {
    answer = List.of(FIRST, SECOND);
    try (ScriptedBackend first = saying("first");
        ScriptedBackend second = ScriptedBackend.beside(first, SECOND, script("second"));
        Worker worker = Workers.named(first, ALL, this::resolve)) {
      List<String> bodies = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        bodies.add(Workers.fetch(worker, "/"));
      }

      assertThat(bodies.subList(0, 2)).containsExactlyInAnyOrder("200 first", "200 second");
      assertThat(bodies.subList(2, 4)).isEqualTo(bodies.subList(0, 2));
      assertThat(bodies.subList(4, 6)).isEqualTo(bodies.subList(0, 2));
      assertThat(first.connections()).hasSize(1);
      assertThat(second.connections()).hasSize(1);
      assertThat(worker.figures()).isEqualTo(new PoolFigures(0, 2, 0, Integer.MAX_VALUE));
    }
  }

  @Test
  void an_address_that_is_dead_costs_no_request() throws Exception {
    answer = List.of(DEAD, FIRST);
    try (ScriptedBackend first = saying("first");
        Worker worker = Workers.named(first, ALL, this::resolve)) {
      for (int i = 0; i < 4; i++) {
        assertThat(Workers.fetch(worker, "/")).isEqualTo("200 first");
      }
      assertThat(first.connections()).hasSize(1);
      assertThat(worker.figures()).isEqualTo(new PoolFigures(0, 1, 0, Integer.MAX_VALUE));
    }
  }

  @Test
  void max_counts_the_connections_to_all_addresses_together() throws Exception {
    answer = List.of(FIRST, SECOND);
    Settings one = ALL.with(WorkerSettings.MAX, Optional.of(1));
    try (ScriptedBackend first = saying("first");
        ScriptedBackend second = ScriptedBackend.beside(first, SECOND, script("second"));
        Worker worker = Workers.named(first, one, this::resolve)) {
      for (int i = 0; i < 4; i++) {
        assertThat(Workers.fetch(worker, "/")).startsWith("200 ");
      }
      assertThat(first.connections()).isNotEmpty();
      assertThat(second.connections()).isNotEmpty();
      assertThat(worker.figures()).isEqualTo(new PoolFigures(0, 1, 0, 1));
    }
  }

  @Test
  void addressttl_0_asks_for_every_request_and_keeps_no_connection() throws Exception {
    Settings never = Settings.EMPTY.with(WorkerSettings.ADDRESS_TTL, Optional.of(Duration.ZERO));
    try (ScriptedBackend first = saying("first");
        Worker worker = Workers.named(first, never, this::resolve)) {
      assertThat(Workers.fetch(worker, "/")).isEqualTo("200 first");
      assertThat(Workers.fetch(worker, "/")).isEqualTo("200 first");

      assertThat(lookUps).hasValue(2);
      assertThat(first.connection(0).received()).contains("Connection: close");
      assertThat(worker.figures()).isEqualTo(new PoolFigures(0, 0, 0, Integer.MAX_VALUE));
    }
  }

  @Test
  void localhost_is_reached_whichever_of_its_addresses_the_backend_listens_at() throws Exception {
    try (ScriptedBackend first = saying("first");
        Worker worker = Workers.of("http://localhost:" + first.port(), Settings.EMPTY)) {
      assertThat(Workers.fetch(worker, "/")).isEqualTo("200 first");
    }
  }

  @Test
  void a_retired_worker_that_rotates_keeps_nothing() throws Exception {
    answer = List.of(FIRST, SECOND);
    try (ScriptedBackend first = saying("first");
        ScriptedBackend second = ScriptedBackend.beside(first, SECOND, script("second"))) {
      Worker worker = Workers.named(first, ALL, this::resolve);
      Response running = worker.send(Workers.get("/"));
      Workers.fetch(worker, "/");
      worker.close();
      Bodies.read(running);

      assertThat(worker.figures()).isEqualTo(new PoolFigures(0, 0, 0, Integer.MAX_VALUE));
      Awaitility.await().until(() -> first.connection(0).awaitEnd());
      Awaitility.await().until(() -> second.connection(0).awaitEnd());
    }
  }
}
