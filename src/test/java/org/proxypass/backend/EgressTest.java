package org.proxypass.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proxypass.config.Egress;
import org.proxypass.config.RemoteProxy;
import org.proxypass.config.Settings;
import org.proxypass.config.WorkerSpec;
import org.proxypass.exchange.ConnectionUse;
import org.proxypass.exchange.Fault;
import org.proxypass.http.BackendUrl;
import org.proxypass.testing.ScriptedBackend;
import org.proxypass.testing.TestTls;

/** Ways to a backend: through a proxy, from an address, on a fresh connection. */
class EgressTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  @TempDir static Path directory;
  private static TestTls tls;

  @BeforeAll
  static void makeKey() throws Exception {
    tls = TestTls.create(directory, "localhost", "dns:localhost");
  }

  private static Worker worker(String url, Egress egress) {
    return new Worker(
        new WorkerSpec(BackendUrl.parse(url), Settings.EMPTY),
        Duration.ofSeconds(10),
        egress,
        () -> tls.clientContext());
  }

  private static Egress through(ScriptedBackend proxy, String credentials) {
    RemoteProxy remote =
        new RemoteProxy(
            "*", Optional.empty(), "127.0.0.1", proxy.port(), Optional.ofNullable(credentials));
    return new Egress(Optional.of(remote), Optional.empty(), 0);
  }

  private static void answerAll(ScriptedBackend.Connection connection)
      throws IOException, InterruptedException {
    while (true) {
      connection.readHead();
      connection.send(OK);
    }
  }

  /** Connects to {@code port} whatever it is asked for, and carries bytes both ways. */
  private static void tunnel(ScriptedBackend.Connection client, int port) throws IOException {
    client.readHead();
    try (Socket backend = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
      client.send("HTTP/1.1 200 Connection established\r\nX-Proxy: here\r\n\r\n");
      CompletableFuture<Void> up =
          CompletableFuture.runAsync(
              () -> carry(client.socket(), backend), task -> new Thread(task, "up").start());
      carry(backend, client.socket());
      up.join();
    }
  }

  private static void carry(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[4096];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
      }
      to.shutdownOutput();
    } catch (IOException over) {
      // One side has ended the tunnel.
    }
  }

  @Test
  void an_https_backend_is_reached_by_a_tunnel_that_is_used_again() throws Exception {
    try (ScriptedBackend backend = new ScriptedBackend(EgressTest::answerAll, tls.serverContext());
        ScriptedBackend proxy = new ScriptedBackend(client -> tunnel(client, backend.port()));
        Worker worker =
            worker("https://localhost:" + backend.port(), through(proxy, "user:pass"))) {
      assertThat(Workers.fetch(worker, "/a")).isEqualTo("200 ok");
      assertThat(Workers.fetch(worker, "/b")).isEqualTo("200 ok");

      assertThat(proxy.connection(0).received())
          .startsWith(
              "CONNECT localhost:"
                  + backend.port()
                  + " HTTP/1.1\r\nHost: localhost:"
                  + backend.port()
                  + "\r\nProxy-Authorization: Basic dXNlcjpwYXNz\r\n\r\n");
      assertThat(backend.connection(0).received())
          .startsWith("GET /a HTTP/1.1\r\n")
          .contains("GET /b HTTP/1.1\r\n")
          .doesNotContain("Proxy-Authorization");
    }
  }

  @Test
  void a_proxy_that_refuses_the_tunnel_gives_503() throws Exception {
    try (ScriptedBackend proxy =
            ScriptedBackend.answering("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
        Worker worker = worker("https://localhost:1", through(proxy, null))) {
      assertThatThrownBy(() -> Workers.fetch(worker, "/"))
          .isInstanceOfSatisfying(
              Fault.class,
              fault -> {
                assertThat(fault.status()).isEqualTo(503);
                assertThat(fault.message()).contains("answered 407");
              });
    }
  }

  @Test
  void bytes_behind_the_answer_to_connect_are_refused() throws Exception {
    try (ScriptedBackend proxy = ScriptedBackend.answering("HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200");
        Worker worker = worker("https://localhost:1", through(proxy, null))) {
      assertThatThrownBy(() -> Workers.fetch(worker, "/")).isInstanceOf(Fault.class);
    }
  }

  @Test
  void connections_come_from_the_source_address() throws Exception {
    Egress egress =
        new Egress(Optional.empty(), Optional.of(InetAddress.getByName("127.0.0.2")), 4096);
    try (ScriptedBackend backend = new ScriptedBackend(EgressTest::answerAll);
        Worker worker = worker("http://127.0.0.1:" + backend.port(), egress)) {
      assertThat(Workers.fetch(worker, "/")).isEqualTo("200 ok");
      assertThat(backend.connection(0).socket().getInetAddress().getHostAddress())
          .isEqualTo("127.0.0.2");
    }
  }

  @Test
  void a_fresh_connection_is_asked_for_and_kept_afterwards() throws Exception {
    try (ScriptedBackend backend = new ScriptedBackend(EgressTest::answerAll);
        Worker worker = worker("http://127.0.0.1:" + backend.port(), Egress.DIRECT)) {
      assertThat(Workers.fetch(worker, "/1")).isEqualTo("200 ok");
      assertThat(Bodies.read(worker.send(Workers.get("/2").withUse(ConnectionUse.USUAL.afresh()))))
          .isEqualTo("ok");
      assertThat(Workers.fetch(worker, "/3")).isEqualTo("200 ok");

      assertThat(backend.connection(0).received()).contains("/1").doesNotContain("/2");
      assertThat(backend.connection(1).received()).contains("GET /2 ").contains("GET /3 ");
    }
  }
}
