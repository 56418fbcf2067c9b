package org.proxypass.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.proxypass.testing.ProxypassServer;
import org.proxypass.testing.RawClient;
import org.proxypass.testing.RawClient.State;
import org.proxypass.testing.ScriptedBackend;
import org.proxypass.testing.WebSocketFrames;

/** Many tunnels, ends that take nothing, and what all of them leave behind. */
class TunnelLimitsTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int MANY = 1000;
  private static final int FEW = 10;

  /** More than the kernel's buffers of two connections hold. */
  private static final long MUCH = 200L << 20;

  private ScriptedBackend backend;
  private ProxypassServer proxy;

  private void start(ScriptedBackend.Script script, String configuration) throws IOException {
    backend = new ScriptedBackend(script);
    proxy =
        ProxypassServer.start(
            port -> configuration.replace("{backend}", Integer.toString(backend.port())));
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    backend.close();
  }

  private RawClient open() throws IOException {
    RawClient client = RawClient.connect(proxy.port());
    assertThat(client.send(WebSocketFrames.request("/ws")).read().status()).isEqualTo(101);
    return client;
  }

  private static void echo(ScriptedBackend.Connection connection) throws IOException {
    connection.readHead();
    connection.send(WebSocketFrames.response());
    connection.socket().getInputStream().transferTo(connection.socket().getOutputStream());
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }

  private static long tunnelThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("tunnel-"))
        .count();
  }

  @Test
  void a_thousand_tunnels_come_and_go_and_leave_nothing() throws Exception {
    start(TunnelLimitsTest::echo, "ProxyPass /ws ws://127.0.0.1:{backend}/ws\n");
    open().close();
    await().atMost(SOON).until(() -> backend.connection(0).awaitEnd());
    long descriptorsBefore = descriptors();
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      clients.add(open());
    }
    assertThat(tunnelThreads()).isLessThan(FEW);
    for (RawClient client : clients) {
      client.send(WebSocketFrames.textOfClient("hello"));
    }
    for (RawClient client : clients) {
      assertThat(WebSocketFrames.read(client.stream()).text()).isEqualTo("hello");
    }
    for (int i = 0; i < MANY; i++) {
      if (i % 2 == 0) {
        clients.get(i).close();
      } else {
        clients.get(i).reset();
      }
    }
    for (ScriptedBackend.Connection connection : backend.connections()) {
      assertThat(connection.awaitEnd()).isTrue();
    }
    await().atMost(SOON).until(() -> descriptors() <= descriptorsBefore + 5);
    assertThat(tunnelThreads()).isLessThan(FEW);
  }

  @Test
  void nothing_is_left_running_by_a_stopped_server() throws Exception {
    start(TunnelLimitsTest::echo, "ProxyPass /ws ws://127.0.0.1:{backend}/ws\n");
    try (RawClient client = open()) {
      assertThat(tunnelThreads()).isPositive();
      proxy.close();
      assertThat(WebSocketFrames.read(client.stream()).closeStatus()).isEqualTo(1001);
    }
    await().atMost(SOON).until(() -> tunnelThreads() == 0);
  }

  @Test
  void a_client_that_takes_nothing_stops_its_backend_and_nobody_else() throws Exception {
    AtomicLong sent = new AtomicLong();
    start(
        connection -> {
          if (connection.readHead().contains("/ws/flood")) {
            connection.send(WebSocketFrames.response());
            OutputStream out = connection.socket().getOutputStream();
            byte[] piece = new byte[65536];
            while (sent.get() < MUCH) {
              out.write(piece);
              sent.addAndGet(piece.length);
            }
          } else {
            connection.send(WebSocketFrames.response());
            connection.socket().getInputStream().transferTo(connection.socket().getOutputStream());
          }
        },
        "ProxyPass /ws ws://127.0.0.1:{backend}/ws\n");
    try (RawClient stalled = RawClient.connect(proxy.port())) {
      stalled.send(WebSocketFrames.request("/ws/flood"));
      awaitStandstill(sent);
      assertThat(sent.get()).isLessThan(MUCH);
      for (int i = 0; i < 8; i++) {
        try (RawClient other = open()) {
          other.send(WebSocketFrames.textOfClient("hello"));
          assertThat(WebSocketFrames.read(other.stream()).text()).isEqualTo("hello");
        }
      }
      assertThat(stalled.read().status()).isEqualTo(101);
      long received = 0;
      byte[] buffer = new byte[65536];
      for (int count = 0; count >= 0; count = stalled.stream().read(buffer)) {
        received += count;
      }
      assertThat(received).isEqualTo(sent.get());
    }
  }

  @Test
  void a_client_that_takes_little_at_a_time_holds_the_others_up_only_once() throws Exception {
    AtomicLong sent = new AtomicLong();
    start(
        connection -> {
          connection.readHead();
          connection.send(WebSocketFrames.response());
          OutputStream out = connection.socket().getOutputStream();
          byte[] piece = new byte[65536];
          while (sent.get() < MUCH) {
            out.write(piece);
            sent.addAndGet(piece.length);
          }
        },
        "ProxyPass /ws ws://127.0.0.1:{backend}/ws\n");
    try (RawClient slow = open()) {
      awaitStandstill(sent);
      long before = lastThreadNumber();
      AtomicLong pieces = new AtomicLong();
      AtomicLong latest = new AtomicLong();
      await()
          .atMost(SOON)
          .pollInterval(Duration.ofMillis(50))
          .until(
              () -> {
                slow.stream().readNBytes(512 * 1024);
                latest.accumulateAndGet(lastThreadNumber(), Math::max);
                return pieces.incrementAndGet() == 40;
              });
      assertThat(latest.get() - before).isLessThan(5);
    }
  }

  /** A loop that waits for a client leaves its thread to it and starts another. */
  private static long lastThreadNumber() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("tunnel-"))
        .mapToLong(name -> Long.parseLong(name.substring("tunnel-".length())))
        .max()
        .orElse(0);
  }

  @Test
  void a_client_that_takes_nothing_for_too_long_loses_its_tunnel() throws Exception {
    start(
        connection -> {
          connection.readHead();
          connection.send(WebSocketFrames.response());
          OutputStream out = connection.socket().getOutputStream();
          byte[] piece = new byte[65536];
          for (long sent = 0; sent < MUCH; sent += piece.length) {
            out.write(piece);
          }
        },
        "Timeout 1\nProxyPass /ws ws://127.0.0.1:{backend}/ws\n");
    try (RawClient stalled = open()) {
      assertThat(backend.connection(0).awaitEnd()).isTrue();
      assertThat(stalled.state(SOON)).isNotEqualTo(State.OPEN);
    }
  }

  @Test
  void a_backend_that_takes_nothing_stops_its_client() throws Exception {
    start(
        connection -> {
          connection.readHead();
          connection.send(WebSocketFrames.response());
          Thread.currentThread().join();
        },
        "ProxyPass /ws ws://127.0.0.1:{backend}/ws timeout=1\n");
    AtomicLong sent = new AtomicLong();
    try (RawClient client = open()) {
      Thread sender =
          new Thread(
              () -> {
                byte[] piece = new byte[65536];
                try {
                  while (sent.get() < MUCH) {
                    client.send(piece);
                    sent.addAndGet(piece.length);
                  }
                } catch (IOException cut) {
                  // The proxy gave the backend up.
                }
              });
      sender.start();
      sender.join(SOON.toMillis());
      assertThat(sender.isAlive()).isFalse();
      assertThat(sent.get()).isLessThan(MUCH);
    }
  }

  private static void awaitStandstill(AtomicLong sent) {
    AtomicLong last = new AtomicLong(-1);
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> sent.get() > 0 && last.getAndSet(sent.get()) == sent.get());
  }
}
