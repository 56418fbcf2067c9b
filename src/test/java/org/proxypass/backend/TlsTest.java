package org.proxypass.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proxypass.config.Settings;
import org.proxypass.config.WorkerSettings;
import org.proxypass.config.WorkerSpec;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.RequestBody;
import org.proxypass.exchange.Response;
import org.proxypass.http.BackendUrl;
import org.proxypass.testing.ScriptedBackend;
import org.proxypass.testing.TestTls;

/** Backends behind TLS: whom we trust, and that everything else holds there too. */
class TlsTest {
  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String ANSWER = OK + "Content-Length: 2\r\n\r\nok";

  private static final long UPLOAD = 20_000_000;

  private static TestTls tls;

  @BeforeAll
  static void createKeys(@TempDir Path directory) throws Exception {
    tls = TestTls.create(directory, "localhost", "dns:localhost");
  }

  private static ScriptedBackend secure(ScriptedBackend.Script script) throws IOException {
    return new ScriptedBackend(script, tls.serverContext());
  }

  private static Worker worker(String host, ScriptedBackend backend, Settings parameters) {
    return worker(host, backend, parameters, tls.clientContext());
  }

  private static Worker worker(
      String host, ScriptedBackend backend, Settings parameters, SSLContext context) {
    BackendUrl url = BackendUrl.parse("https://" + host + ":" + backend.port());
    return new Worker(new WorkerSpec(url, parameters), Duration.ofSeconds(10), () -> context);
  }

  private static void answerAll(ScriptedBackend.Connection connection) throws IOException {
    while (!connection.readHead().isEmpty()) {
      connection.send(ANSWER);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void a_connection_serves_many_requests_and_names_the_backend(String version) throws Exception {
    try (ScriptedBackend backend =
            secure(
                connection -> {
                  ((SSLSocket) connection.socket()).setEnabledProtocols(new String[] {version});
                  answerAll(connection);
                });
        Worker worker = worker("localhost", backend, Settings.EMPTY)) {
      for (int i = 0; i < 5; i++) {
        assertThat(Workers.fetch(worker, "/")).isEqualTo("200 ok");
      }

      assertThat(backend.connections()).hasSize(1);
      ExtendedSSLSession session =
          (ExtendedSSLSession) ((SSLSocket) backend.connection(0).socket()).getSession();
      assertThat(session.getRequestedServerNames())
          .isEqualTo(List.of(new SNIHostName("localhost")));
      assertThat(session.getProtocol()).isEqualTo(version);
    }
  }

  @Test
  void a_certificate_of_another_name_is_500_and_the_log_says_why() throws Exception {
    try (ScriptedBackend backend = secure(TlsTest::answerAll);
        Worker worker = worker("127.0.0.1", backend, Settings.EMPTY)) {
      Fault fault = catchThrowableOfType(Fault.class, () -> worker.send(Workers.get("/")));

      assertThat(fault.status()).isEqualTo(500);
      assertThat(fault.message()).contains("subject alternative names");
      assertThat(worker.figures().leased()).isZero();
    }
  }

  @Test
  void a_certificate_nobody_vouches_for_is_500() throws Exception {
    try (ScriptedBackend backend = secure(TlsTest::answerAll);
        Worker worker = worker("localhost", backend, Settings.EMPTY, SSLContext.getDefault())) {
      Fault fault = catchThrowableOfType(Fault.class, () -> worker.send(Workers.get("/")));

      assertThat(fault.status()).isEqualTo(500);
      assertThat(fault.message()).contains("certification path");
    }
  }

  @Test
  void a_backend_that_speaks_clear_text_is_500_and_its_bytes_are_no_response() throws Exception {
    try (ScriptedBackend backend =
            new ScriptedBackend(
                connection -> {
                  connection.send(ANSWER);
                  connection.readToEnd();
                });
        Worker worker = worker("localhost", backend, Settings.EMPTY)) {
      Fault fault = catchThrowableOfType(Fault.class, () -> worker.send(Workers.get("/")));

      assertThat(fault.status()).isEqualTo(500);
    }
  }

  @Test
  void a_handshake_that_stalls_is_500_after_connectiontimeout() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    Settings connect =
        Settings.EMPTY.with(WorkerSettings.CONNECTION_TIMEOUT, Optional.of(Duration.ofMillis(200)));
    try (ScriptedBackend backend = new ScriptedBackend(connection -> over.await());
        Worker worker = worker("localhost", backend, connect)) {
      Fault fault = catchThrowableOfType(Fault.class, () -> worker.send(Workers.get("/")));

      assertThat(fault.status()).isEqualTo(500);
      assertThat(worker.figures().leased()).isZero();
    } finally {
      over.countDown();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void a_body_until_close_is_complete_only_with_close_notify(String version) throws Exception {
    try (ScriptedBackend backend =
            secure(
                connection -> {
                  SSLSocket socket = (SSLSocket) connection.socket();
                  socket.setEnabledProtocols(new String[] {version});
                  connection.readHead();
                  connection.send(OK + "\r\nbody");
                  if (connection.index() == 0) {
                    socket.shutdownOutput();
                    connection.readToEnd();
                  } else {
                    connection.finish();
                    connection.readToEnd();
                  }
                });
        Worker worker = worker("localhost", backend, Settings.EMPTY)) {
      assertThat(Workers.fetch(worker, "/")).isEqualTo("200 body");

      Response cut = worker.send(Workers.get("/"));
      assertThatThrownBy(() -> Bodies.read(cut))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("close_notify");
    }
  }

  @Test
  void a_byte_that_comes_while_the_connection_is_idle_ends_it() throws Exception {
    CountDownLatch idle = new CountDownLatch(1);
    try (ScriptedBackend backend =
            secure(
                connection -> {
                  connection.readHead();
                  connection.send(ANSWER);
                  if (connection.index() == 0) {
                    idle.await();
                    connection.send(OK + "Content-Length: 6\r\n\r\nstolen");
                  }
                  connection.readToEnd();
                });
        Worker worker = worker("localhost", backend, Settings.EMPTY)) {
      assertThat(Workers.fetch(worker, "/")).isEqualTo("200 ok");
      idle.countDown();
      Awaitility.await().until(() -> backend.connection(0).peerHoldsUnreadBytes());

      assertThat(Workers.fetch(worker, "/")).isEqualTo("200 ok");
      assertThat(backend.connections()).hasSize(2);
    }
  }

  @Test
  void bytes_after_the_body_in_one_record_end_the_connection() throws Exception {
    String long1 = OK + "Content-Length: 12000\r\n\r\n" + "x".repeat(12_000);
    try (ScriptedBackend backend =
            secure(
                connection -> {
                  connection.readHead();
                  connection.send(connection.index() == 0 ? long1 + ANSWER : ANSWER);
                  connection.readToEnd();
                });
        Worker worker = worker("localhost", backend, Settings.EMPTY)) {
      assertThat(Workers.fetch(worker, "/")).hasSize(12_004);

      assertThat(Workers.fetch(worker, "/")).isEqualTo("200 ok");
      assertThat(backend.connections()).hasSize(2);
    }
  }

  @Test
  void a_large_upload_passes_and_a_refusal_stops_it() throws Exception {
    try (ScriptedBackend backend =
            secure(
                connection -> {
                  connection.readHead();
                  if (connection.index() == 0) {
                    connection.socket().getInputStream().skipNBytes(UPLOAD);
                    connection.send(OK + "Connection: close\r\nContent-Length: 2\r\n\r\nok");
                  } else {
                    connection.send("HTTP/1.1 413 X\r\nContent-Length: 3\r\n\r\nbig");
                  }
                  connection.readToEnd();
                });
        Worker worker = worker("localhost", backend, Settings.EMPTY)) {
      assertThat(upload(worker)).isEqualTo("200 ok");
      assertThat(upload(worker)).isEqualTo("413 big");
      assertThat(worker.figures()).isEqualTo(new PoolFigures(0, 0, 0, Integer.MAX_VALUE));
    }
  }

  @Test
  void a_refusal_is_relayed_though_the_upload_was_blocked_when_it_came() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (ScriptedBackend backend =
            secure(
                connection -> {
                  connection.readHead();
                  connection.awaitFullPipe();
                  connection.send("HTTP/1.1 413 X\r\nContent-Length: 3\r\n\r\nbig");
                  over.await();
                });
        Worker worker = worker("localhost", backend, Settings.EMPTY)) {
      assertThat(upload(worker)).isEqualTo("413 big");
    } finally {
      over.countDown();
    }
  }

  @Test
  void an_interim_response_to_a_blocked_upload_does_not_break_it() throws Exception {
    try (ScriptedBackend backend =
            secure(
                connection -> {
                  connection.readHead();
                  connection.awaitFullPipe();
                  connection.send("HTTP/1.1 100 Continue\r\n\r\n");
                  connection.socket().getInputStream().skipNBytes(UPLOAD);
                  connection.send(ANSWER);
                  connection.readToEnd();
                });
        Worker worker = worker("localhost", backend, Settings.EMPTY)) {
      assertThat(upload(worker)).isEqualTo("200 ok");
      assertThat(worker.figures().idle()).isEqualTo(1);
    }
  }

  private static String upload(Worker worker) throws IOException {
    RequestBody body =
        Bodies.of(
            UPLOAD,
            out -> {
              for (int i = 0; i < 2000; i++) {
                out.write(new byte[10_000]);
              }
            });
    Response response = worker.send(Workers.request("POST", "/", body));
    return response.status() + " " + Bodies.read(response);
  }

  @Test
  void a_backend_that_neither_reads_nor_answers_is_504() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    Settings shortTimeout =
        Settings.EMPTY.with(WorkerSettings.TIMEOUT, Optional.of(Duration.ofMillis(500)));
    try (ScriptedBackend backend =
            secure(
                connection -> {
                  connection.readHead();
                  over.await();
                });
        Worker worker = worker("localhost", backend, shortTimeout)) {
      RequestBody body =
          Bodies.of(
              RequestBody.CHUNKED,
              out -> {
                for (int i = 0; i < 5000; i++) {
                  out.write(new byte[10_000]);
                }
              });

      assertThatThrownBy(() -> worker.send(Workers.request("POST", "/", body)))
          .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(504));
    } finally {
      over.countDown();
    }
  }
}
