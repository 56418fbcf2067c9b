package org.proxypass.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.proxypass.config.Settings;
import org.proxypass.config.WorkerSettings;
import org.proxypass.config.WorkerSpec;
import org.proxypass.exchange.BackendRequest;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.Response;
import org.proxypass.exchange.UpgradedConnection;
import org.proxypass.http.BackendUrl;
import org.proxypass.testing.ScriptedBackend;
import org.proxypass.testing.TestTls;
import org.proxypass.testing.WebSocketFrames;

/** What is left of a backend connection behind a 101, in clear text and inside TLS. */
class UpgradedConnectionTest {
  private static final String AGREED =
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: chat\r\nConnection: Upgrade\r\n\r\n";

  private static TestTls tls;

  /** How the backend is spoken to. */
  enum Layer {
    CLEAR,
    TLS_1_2,
    TLS_1_3;

    ScriptedBackend backend(ScriptedBackend.Script script) throws IOException {
      if (this == CLEAR) {
        return new ScriptedBackend(script);
      }
      String version = this == TLS_1_2 ? "TLSv1.2" : "TLSv1.3";
      return new ScriptedBackend(
          connection -> {
            ((SSLSocket) connection.socket()).setEnabledProtocols(new String[] {version});
            script.play(connection);
          },
          tls.serverContext());
    }

    Worker worker(ScriptedBackend backend, Settings parameters) {
      BackendUrl url =
          BackendUrl.parse((this == CLEAR ? "ws" : "wss") + "://localhost:" + backend.port());
      return new Worker(
          new WorkerSpec(url, parameters), Duration.ofSeconds(10), tls::clientContext);
    }
  }

  @BeforeAll
  static void createKeys(@TempDir Path directory) throws Exception {
    tls = TestTls.create(directory, "localhost", "dns:localhost");
  }

  private static BackendRequest asking() {
    BackendRequest request = Workers.get("/chat");
    return request.withUse(request.use().upgradingTo("chat"));
  }

  private static void echo(ScriptedBackend.Connection connection) throws IOException {
    connection.readHead();
    connection.send(AGREED);
    InputStream in = connection.socket().getInputStream();
    OutputStream out = connection.socket().getOutputStream();
    byte[] buffer = new byte[10_000];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      out.write(buffer, 0, count);
    }
  }

  private static byte[] receive(UpgradedConnection connection, int length) {
    byte[] received = new byte[length];
    int[] have = {0};
    await()
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              int count = connection.poll(received, have[0], length - have[0]);
              assertThat(count).isNotNegative();
              have[0] += count;
              return have[0] == length;
            });
    return received;
  }

  @ParameterizedTest
  @EnumSource
  void bytes_go_both_ways_at_the_same_time(Layer layer) throws Exception {
    byte[] sent = new byte[3_000_000];
    new Random(1).nextBytes(sent);
    try (ScriptedBackend backend = layer.backend(UpgradedConnectionTest::echo);
        Worker worker = layer.worker(backend, Settings.EMPTY)) {
      Response response = worker.send(asking());
      assertThat(response.status()).isEqualTo(101);
      UpgradedConnection connection = response.body().upgraded();
      assertThat(connection.protocol()).isEqualTo("chat");
      assertThat(connection.owner()).isSameAs(worker);
      Thread writer =
          new Thread(
              () -> {
                try {
                  connection.write(sent, 0, sent.length);
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      writer.start();
      assertThat(receive(connection, sent.length)).isEqualTo(sent);
      writer.join();
      assertThat(connection.poll(new byte[10], 0, 10)).isZero();
      connection.shutdownOutput();
      await().until(() -> connection.poll(new byte[10], 0, 10) == -1);
      response.body().close();
      assertThat(worker.figures().leased()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_piece_that_comes_byte_by_byte_is_not_lost(Layer layer) throws Exception {
    try (ScriptedBackend backend =
            layer.backend(
                connection -> {
                  connection.readHead();
                  connection.send(AGREED + "glued");
                  for (int i = 0; i < 200; i++) {
                    connection.send(Character.toString('a' + i % 26));
                  }
                  connection.readToEnd();
                });
        Worker worker = layer.worker(backend, Settings.EMPTY)) {
      Response response = worker.send(asking());
      String received =
          new String(receive(response.body().upgraded(), 205), StandardCharsets.ISO_8859_1);
      assertThat(received).startsWith("gluedabcdef").endsWith("opqr");
      response.body().close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_backend_that_takes_nothing_ends_the_write(Layer layer) throws Exception {
    Settings parameters =
        Settings.EMPTY.with(WorkerSettings.TIMEOUT, Optional.of(Duration.ofSeconds(1)));
    try (ScriptedBackend backend =
            layer.backend(
                connection -> {
                  connection.readHead();
                  connection.send(AGREED);
                  Thread.currentThread().join();
                });
        Worker worker = layer.worker(backend, parameters)) {
      Response response = worker.send(asking());
      UpgradedConnection connection = response.body().upgraded();
      byte[] much = new byte[64_000_000];
      assertThatThrownBy(() -> connection.write(much, 0, much.length))
          .isInstanceOf(IOException.class);
      response.body().abort();
      assertThat(worker.figures().leased()).isZero();
    }
  }

  @Test
  void a_tunnel_counts_as_a_connection() throws Exception {
    Settings parameters =
        Settings.EMPTY
            .with(WorkerSettings.MAX, Optional.of(1))
            .with(WorkerSettings.ACQUIRE, Optional.of(Duration.ofMillis(1)));
    try (ScriptedBackend backend = new ScriptedBackend(UpgradedConnectionTest::echo);
        Worker worker = Layer.CLEAR.worker(backend, parameters)) {
      Response first = worker.send(asking());
      assertThatThrownBy(() -> worker.send(asking()))
          .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(503));
      first.body().close();
      worker.send(asking()).body().close();
      assertThat(backend.connections()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Upgrade: chat\r\n",
        "Connection: Upgrade\r\n",
        "Upgrade: other\r\nConnection: Upgrade\r\n",
        "Upgrade: chat, other\r\nConnection: Upgrade\r\n",
        "Upgrade: chat\r\nConnection: close\r\n"
      })
  void a_101_to_something_else_is_not_believed(String fields) throws Exception {
    try (ScriptedBackend backend =
            ScriptedBackend.answering("HTTP/1.1 101 Switching Protocols\r\n" + fields + "\r\n");
        Worker worker = Layer.CLEAR.worker(backend, Settings.EMPTY)) {
      assertThatThrownBy(() -> worker.send(asking()))
          .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(502));
      assertThat(worker.figures().leased()).isZero();
    }
  }

  @Test
  void a_101_that_nobody_asked_for_is_not_believed() throws Exception {
    try (ScriptedBackend backend = ScriptedBackend.answering(AGREED, WebSocketFrames.response());
        Worker worker = Layer.CLEAR.worker(backend, Settings.EMPTY)) {
      assertThatThrownBy(() -> worker.send(Workers.get("/")))
          .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(502));
    }
  }
}
