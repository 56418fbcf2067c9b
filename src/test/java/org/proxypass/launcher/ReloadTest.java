package org.proxypass.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proxypass.config.ConfigException;
import org.proxypass.config.ConfigLoader;
import org.proxypass.config.ProxyConfig;
import org.proxypass.testing.FreePort;
import org.proxypass.testing.RawClient;
import org.proxypass.testing.RawResponse;
import org.proxypass.testing.RecordingBackend;
import org.proxypass.testing.Script;

/** Another configuration while clients are being served. */
class ReloadTest {
  private static final int CLIENTS = 8;
  private static final int RELOADS = 50;

  private RecordingBackend one;
  private RecordingBackend two;
  private RecordingBackend same;
  private EmbeddedServer server;
  private int port;

  @BeforeEach
  void start() throws Exception {
    one = RecordingBackend.start("one");
    two = RecordingBackend.start("two");
    same = RecordingBackend.start("same");
    port = FreePort.find();
    server = EmbeddedServer.start(config(version(one, "one")));
  }

  @AfterEach
  void stop() throws IOException {
    server.stop(Duration.ofSeconds(1));
    one.close();
    two.close();
    same.close();
  }

  private static ProxyConfig config(String text) throws ConfigException {
    return ConfigLoader.create().loadText(text, "proxy.conf").config();
  }

  /** Everything a client sees of one version names it; one mapping is common to all. */
  private String version(RecordingBackend backend, String name) {
    return version(backend, name, "Listen 127.0.0.1:" + port);
  }

  private String version(RecordingBackend backend, String name, String listens) {
    return listens
        + "\nHeader always set X-Version "
        + name
        + "\nErrorDocument 404 "
        + name
        + "\nErrorDocument 502 "
        + name
        + "\nProxyPass /app http://"
        + backend.authority()
        + "/app\nProxyPass /same http://"
        + same.authority()
        + "/same\n";
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: front.test\r\n\r\n";
  }

  private RawResponse ask(String path) throws IOException {
    return RawClient.exchange(port, get(path));
  }

  @Test
  void no_request_fails_or_sees_two_versions_while_the_configuration_changes_fifty_times()
      throws Exception {
    Set<Thread> threadsBefore = threadsBesideExchanges();
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<Integer>> running = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        running.add(clients.submit(client(done)));
      }
      for (int i = 1; i <= RELOADS; i++) {
        server.reload(config(i % 2 == 0 ? version(one, "one") : version(two, "two")));
        int served = same.requests().size();
        await().until(() -> same.requests().size() > served);
      }
      done.set(true);
      for (Future<Integer> client : running) {
        assertThat(client.get()).isPositive();
      }
    } finally {
      done.set(true);
      clients.shutdown();
    }

    // The worker that is the same in both versions kept its connections all the time.
    assertThat(same.acceptedConnections()).isLessThanOrEqualTo(CLIENTS);
    // The other one was retired with all of its connections.
    await().untilAsserted(() -> assertThat(two.openConnections()).isZero());
    assertThat(two.acceptedConnections()).isPositive();
    assertThat(one.openConnections()).isLessThanOrEqualTo(CLIENTS);
    await().untilAsserted(() -> assertThat(threadsBesideExchanges()).isSubsetOf(threadsBefore));
  }

  /** Asks until {@code done}, on one connection; returns how often. */
  private Callable<Integer> client(AtomicBoolean done) {
    return () -> {
      int count = 0;
      try (RawClient connection = RawClient.connect(port)) {
        while (!done.get()) {
          RawResponse mapped = connection.send(get("/app")).read();
          assertThat(mapped.status()).isEqualTo(200);
          assertThat(mapped.values("X-Version")).containsExactly(mapped.text());
          RawResponse unmapped = connection.send(get("/none")).read();
          assertThat(unmapped.status()).isEqualTo(404);
          assertThat(unmapped.values("X-Version")).containsExactly(unmapped.text());
          RawResponse common = connection.send(get("/same")).read();
          assertThat(common.text()).isEqualTo("same");
          count++;
        }
      }
      return count;
    };
  }

  private static Set<Thread> threadsBesideExchanges() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.isAlive() && !comesAndGoes(thread.getName()))
        .collect(Collectors.toSet());
  }

  /** Those of clients, exchanges and backends, and Tomcat's own, whose second one may come late. */
  private static boolean comesAndGoes(String name) {
    return Stream.of("exchange-", "backend-", "pool-", "awaitility", "Catalina-utility-")
        .anyMatch(name::startsWith);
  }

  @Test
  void a_request_in_flight_ends_by_the_configuration_it_began_with() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    one.play(
        exchange -> {
          exchange.request();
          asked.countDown();
          released.await();
          exchange.write(Script.ok("one"));
        });
    try (RawClient client = RawClient.connect(port)) {
      client.send(get("/app"));
      asked.await();

      server.reload(config(version(two, "two")));

      assertThat(ask("/app").values("X-Version")).containsExactly("two");
      released.countDown();
      RawResponse answer = client.read();
      assertThat(answer.values("X-Version")).containsExactly("one");
      assertThat(answer.text()).isEqualTo("one");
      await().untilAsserted(() -> assertThat(one.openConnections()).isZero());
      assertThat(client.send(get("/app")).read().text()).isEqualTo("two");
    }
  }

  @Test
  void the_error_page_of_a_request_in_flight_is_that_of_its_configuration() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    one.play(
        exchange -> {
          exchange.request();
          asked.countDown();
          released.await();
          exchange.close();
        });
    try (RawClient client = RawClient.connect(port)) {
      client.send(get("/app"));
      asked.await();
      server.reload(config(version(two, "two")));
      released.countDown();

      RawResponse answer = client.read();

      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.text()).isEqualTo("one");
      assertThat(answer.values("X-Version")).containsExactly("one");
    }
  }

  @Test
  void a_new_listener_is_opened_and_one_that_is_gone_is_closed() throws Exception {
    int other = FreePort.find();
    try (RawClient kept = RawClient.connect(port)) {
      assertThat(kept.send(get("/app")).read().text()).isEqualTo("one");

      server.reload(config(version(two, "two", "Listen 127.0.0.1:" + other)));

      assertThat(server.ports()).containsExactly(other);
      assertThat(RawClient.exchange(other, get("/app")).text()).isEqualTo("two");
      assertThat(refused(port)).isTrue();
      RawResponse last = kept.send(get("/app")).read();
      assertThat(last.text()).isEqualTo("two");
      assertThat(last.values("Connection")).containsExactly("close");
    }
    await()
        .untilAsserted(
            () ->
                assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.getName().equals("listener-drain")));
  }

  @Test
  void an_unchanged_listener_keeps_its_connections() throws Exception {
    int other = FreePort.find();
    try (RawClient kept = RawClient.connect(port)) {
      kept.send(get("/app")).read();

      server.reload(
          config(version(two, "two", "Listen 127.0.0.1:" + other + "\nListen 127.0.0.1:" + port)));

      assertThat(server.ports()).containsExactly(other, port);
      RawResponse next = kept.send(get("/app")).read();
      assertThat(next.text()).isEqualTo("two");
      assertThat(next.values("Connection")).isEmpty();
    }
  }

  @Test
  void one_address_of_a_port_can_be_replaced_by_all_of_them() throws Exception {
    server.reload(config(version(two, "two", "Listen " + port)));

    assertThat(ask("/app").text()).isEqualTo("two");
  }

  @Test
  void a_port_that_is_taken_leaves_everything_as_it_was() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int free = FreePort.find();
      String listens = "Listen 127.0.0.1:" + free + "\nListen 127.0.0.1:" + taken.getLocalPort();
      ProxyConfig impossible = config(version(two, "two", listens));

      assertThatThrownBy(() -> server.reload(impossible))
          .isInstanceOf(LaunchException.class)
          .hasMessageStartingWith("Listen 127.0.0.1:" + taken.getLocalPort() + ": ");

      assertThat(server.ports()).containsExactly(port);
      assertThat(refused(free)).isTrue();
      assertThat(ask("/app").text()).isEqualTo("one");
    }
  }

  @Test
  void a_listener_that_gave_way_is_opened_again_when_the_change_fails() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String listens = "Listen " + port + "\nListen 127.0.0.1:" + taken.getLocalPort();
      ProxyConfig impossible = config(version(two, "two", listens));

      assertThatThrownBy(() -> server.reload(impossible)).isInstanceOf(LaunchException.class);

      assertThat(ask("/app").text()).isEqualTo("one");
      server.reload(config(version(two, "two")));
      assertThat(ask("/app").text()).isEqualTo("two");
    }
  }

  @Test
  void a_shorter_timeout_holds_for_connections_that_are_open() throws Exception {
    try (RawClient kept = RawClient.connect(port)) {
      kept.send(get("/app")).read();

      server.reload(config("Timeout 1\n" + version(one, "one")));

      kept.send(get("/app")).read();
      assertThat(kept.state(Duration.ofSeconds(20))).isEqualTo(RawClient.State.CLOSED);
    }
  }

  @Test
  void trailers_are_shown_as_the_new_configuration_says() throws Exception {
    server.reload(config("ProxyForwardTrailers X-Sum\n" + version(one, "one")));

    String request =
        "POST /app HTTP/1.1\r\nHost: front.test\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "2\r\nhi\r\n0\r\nX-Sum: 7\r\n\r\n";
    one.play(
        exchange -> {
          exchange.request();
          exchange.write(Script.ok("one"));
        });
    assertThat(RawClient.exchange(port, request).status()).isEqualTo(200);
    assertThat(one.requests()).hasSize(1);
    // Without trailers a body this small gets its length.
    assertThat(one.requests().get(0).values("Transfer-Encoding")).containsExactly("chunked");
  }

  @Test
  void a_stopped_server_stays_stopped() throws Exception {
    server.close();

    server.reload(config(version(two, "two")));

    assertThat(refused(port)).isTrue();
  }

  private static boolean refused(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return !socket.isConnected();
    } catch (ConnectException e) {
      return true;
    }
  }
}
