package org.proxypass.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.proxypass.config.Settings;
import org.proxypass.config.WorkerSettings;
import org.proxypass.exchange.Fault;
import org.proxypass.testing.ScriptedBackend;

/** Which status the client gets for which trouble: httpd's. */
class FaultsTest {
  private static final Settings SHORT_TIMEOUT =
      Settings.EMPTY.with(WorkerSettings.TIMEOUT, Optional.of(Duration.ofMillis(200)));

  private static Fault faultOf(Worker worker) {
    Fault fault = catchThrowableOfType(Fault.class, () -> worker.send(Workers.get("/")));
    assertThat(fault).isNotNull();
    assertThat(fault.side()).isEqualTo(Fault.Side.BACKEND);
    assertThat(worker.figures().leased()).isZero();
    return fault;
  }

  @Test
  void a_refused_connection_is_503_and_another_worker_may_be_tried() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    try (Worker worker = Workers.of("http://127.0.0.1:" + port, Settings.EMPTY)) {
      Fault fault = faultOf(worker);

      assertThat(fault.status()).isEqualTo(503);
      assertThat(fault.retryable()).isTrue();
    }
  }

  @Test
  void a_backend_that_does_not_accept_is_503_after_connectiontimeout() throws Exception {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    List<Socket> waiting = new ArrayList<>();
    Settings connect =
        Settings.EMPTY.with(WorkerSettings.CONNECTION_TIMEOUT, Optional.of(Duration.ofMillis(200)));
    try (ServerSocket deaf = new ServerSocket(0, 1, loopback);
        Worker worker = Workers.of("http://127.0.0.1:" + deaf.getLocalPort(), connect)) {
      fillBacklog(deaf, waiting);
      Fault fault = faultOf(worker);

      assertThat(fault.status()).isEqualTo(503);
      assertThat(fault.retryable()).isTrue();
    } finally {
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  private static void fillBacklog(ServerSocket deaf, List<Socket> waiting) throws IOException {
    try {
      while (true) {
        Socket socket = new Socket();
        waiting.add(socket);
        socket.connect(deaf.getLocalSocketAddress(), 200);
      }
    } catch (SocketTimeoutException full) {
      // From now on nobody gets in.
    }
  }

  @Test
  void a_name_that_cannot_be_resolved_is_500() {
    // No name server is asked for a label of more than 63 characters.
    try (Worker worker = Workers.of("http://" + "x".repeat(64) + "/", Settings.EMPTY)) {
      Fault fault = faultOf(worker);

      assertThat(fault.status()).isEqualTo(500);
      assertThat(fault.message()).startsWith("DNS lookup failure for: xxx");
    }
  }

  @Test
  void a_backend_that_closes_without_an_answer_is_502_and_not_asked_again() throws Exception {
    try (ScriptedBackend backend = ScriptedBackend.answering("");
        Worker worker = Workers.of(backend)) {
      Fault fault = faultOf(worker);

      assertThat(fault.status()).isEqualTo(502);
      assertThat(fault.retryable()).isFalse();
      assertThat(backend.connections()).hasSize(1);
    }
  }

  @Test
  void a_backend_that_closes_a_used_connection_without_an_answer_is_502() throws Exception {
    try (ScriptedBackend backend =
            ScriptedBackend.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "");
        Worker worker = Workers.of(backend)) {
      Workers.fetch(worker, "/");

      assertThat(faultOf(worker).status()).isEqualTo(502);
      assertThat(backend.connections()).hasSize(1);
    }
  }

  @Test
  void a_backend_that_resets_the_connection_is_502() throws Exception {
    try (ScriptedBackend backend =
            new ScriptedBackend(
                connection -> {
                  connection.readHead();
                  connection.reset();
                });
        Worker worker = Workers.of(backend)) {
      assertThat(faultOf(worker).status()).isEqualTo(502);
    }
  }

  @Test
  void a_backend_that_says_nothing_is_502_after_timeout() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (ScriptedBackend backend =
            new ScriptedBackend(
                connection -> {
                  connection.readHead();
                  over.await();
                });
        Worker worker = Workers.of(backend, SHORT_TIMEOUT)) {
      Fault fault = faultOf(worker);

      assertThat(fault.status()).isEqualTo(502);
      assertThat(fault.retryable()).isFalse();
    } finally {
      over.countDown();
    }
  }

  @Test
  void a_backend_that_stops_within_the_head_is_502_after_timeout() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (ScriptedBackend backend =
            new ScriptedBackend(
                connection -> {
                  connection.readHead();
                  connection.send("HTTP/1.1 200 OK\r\nX: a");
                  over.await();
                });
        Worker worker = Workers.of(backend, SHORT_TIMEOUT)) {
      assertThat(faultOf(worker).status()).isEqualTo(502);
    } finally {
      over.countDown();
    }
  }
}
