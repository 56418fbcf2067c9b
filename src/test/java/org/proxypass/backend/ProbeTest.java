package org.proxypass.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.proxypass.config.Egress;
import org.proxypass.config.RemoteProxy;
import org.proxypass.config.Settings;
import org.proxypass.config.WorkerSettings;
import org.proxypass.config.WorkerSpec;
import org.proxypass.exchange.Fault;
import org.proxypass.http.BackendUrl;
import org.proxypass.testing.ScriptedBackend;
import org.proxypass.testing.TestTls;

/** A health check on the wire. */
class ProbeTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nX-A: b\r\nContent-Length: 4\r\n\r\nfine";
  private static final ProbeRequest GET = new ProbeRequest("GET", "/health", true);
  private static final Settings IMPATIENT =
      Settings.EMPTY.with(WorkerSettings.TIMEOUT, Optional.of(Duration.ofMillis(300)));

  private static Fault faultOf(Worker worker, ProbeRequest request) {
    try {
      worker.probe(request);
    } catch (Fault fault) {
      return fault;
    }
    throw new AssertionError("the probe passed");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "GET, /health?a=b, true, GET /health?a=b HTTP/1.0",
    "GET, /, false, GET / HTTP/1.1",
    "HEAD, /h, true, HEAD /h HTTP/1.0",
    "OPTIONS, *, true, OPTIONS * HTTP/1.0",
    "OPTIONS, *, false, OPTIONS * HTTP/1.1"
  })
  void it_sends_its_line_and_host_and_closes(
      String method, String target, boolean oldProtocol, String line) throws Exception {
    String answer = method.equals("HEAD") ? OK.substring(0, OK.length() - 4) : OK;
    try (ScriptedBackend backend =
            new ScriptedBackend(
                connection -> {
                  connection.readHead();
                  connection.send(answer);
                  connection.readToEnd();
                });
        Worker worker = Workers.of(backend)) {
      ProbeAnswer found = worker.probe(new ProbeRequest(method, target, oldProtocol));

      assertThat(found.status()).isEqualTo(200);
      assertThat(found.fields().first("X-A")).isEqualTo("b");
      assertThat(found.body()).isEqualTo(method.equals("HEAD") ? "" : "fine");
      ScriptedBackend.Connection connection = backend.connection(0);
      assertThat(connection.awaitEnd()).isTrue();
      assertThat(connection.received())
          .isEqualTo(line + "\r\nHost: 127.0.0.1:" + backend.port() + "\r\n\r\n");
      assertThat(worker.figures()).isEqualTo(new PoolFigures(0, 0, 0, Integer.MAX_VALUE));
    }
  }

  @Test
  void it_does_not_wait_for_a_free_connection() throws Exception {
    Settings one = Settings.EMPTY.with(WorkerSettings.MAX, Optional.of(1));
    try (ScriptedBackend backend = ScriptedBackend.answering(OK, OK);
        Worker worker = Workers.of(backend, one)) {
      var running = worker.send(Workers.get("/"));
      assertThat(worker.probe(GET).status()).isEqualTo(200);
      Bodies.read(running);
      assertThat(worker.figures().idle()).isEqualTo(1);
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "",
        "nothing of HTTP\r\n\r\n",
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 101 Switching\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nfine",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nfine\r\n"
      })
  void an_answer_that_is_none_is_a_fault(String answer) throws Exception {
    try (ScriptedBackend backend =
            new ScriptedBackend(
                connection -> {
                  connection.readHead();
                  connection.send(answer);
                });
        Worker worker = Workers.of(backend)) {
      assertThat(faultOf(worker, GET).status()).isEqualTo(502);
    }
  }

  @Test
  void an_interim_response_is_not_the_answer() throws Exception {
    try (ScriptedBackend backend =
            ScriptedBackend.answering("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + OK);
        Worker worker = Workers.of(backend)) {
      assertThat(worker.probe(GET).status()).isEqualTo(200);
    }
  }

  @Test
  void of_an_endless_body_only_the_beginning_is_read() throws Exception {
    try (ScriptedBackend backend =
            new ScriptedBackend(
                connection -> {
                  connection.readHead();
                  connection.send("HTTP/1.1 200 OK\r\n\r\n");
                  while (true) {
                    connection.send("x".repeat(1000));
                  }
                });
        Worker worker = Workers.of(backend)) {
      assertThat(worker.probe(GET).body()).hasSize(ProbeAnswer.LONGEST_BODY);
      assertThat(backend.connection(0).awaitEnd()).isTrue();
    }
  }

  @Test
  void an_answer_that_drips_ends_at_the_timeout() throws Exception {
    try (ScriptedBackend backend = new ScriptedBackend(ProbeTest::drip);
        Worker worker = Workers.of(backend, IMPATIENT)) {
      assertThat(faultOf(worker, GET).message()).contains("in time");
      assertThat(backend.connection(0).awaitEnd()).isTrue();
    }
  }

  /** A byte whenever the last one has arrived: no single read of it takes long. */
  private static void drip(ScriptedBackend.Connection connection) throws IOException {
    connection.readHead();
    connection.send("HTTP/1.1 200 OK\r\n\r\n");
    while (true) {
      connection.send("x");
      connection.awaitDelivery();
    }
  }

  @Test
  void nobody_there_is_503() throws Exception {
    try (ScriptedBackend backend = ScriptedBackend.answering();
        Worker worker = Workers.of(backend)) {
      backend.die();

      assertThat(faultOf(worker, GET).status()).isEqualTo(503);
      assertThatThrownBy(worker::probeConnection)
          .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(503));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"health", "/a b", "/a\r\nX: y", "http://elsewhere/", ""})
  void what_is_no_path_is_never_sent(String target) throws Exception {
    try (ScriptedBackend backend = ScriptedBackend.answering();
        Worker worker = Workers.of(backend)) {
      assertThat(faultOf(worker, new ProbeRequest("GET", target, true)).status()).isEqualTo(500);
      assertThat(backend.connections()).isEmpty();
    }
  }

  @Test
  void a_connection_alone_says_nothing() throws Exception {
    try (ScriptedBackend backend = new ScriptedBackend(ScriptedBackend.Connection::readToEnd);
        Worker worker = Workers.of(backend)) {
      worker.probeConnection();

      assertThat(backend.connection(0).awaitEnd()).isTrue();
      assertThat(backend.connection(0).received()).isEmpty();
    }
  }

  @Test
  void an_https_backend_is_asked_by_TLS_and_its_name_is_checked(@TempDir Path directory)
      throws Exception {
    TestTls tls = TestTls.create(directory, "localhost", "dns:localhost");
    try (ScriptedBackend backend =
            new ScriptedBackend(
                connection -> {
                  connection.readHead();
                  connection.send(OK);
                  connection.readToEnd();
                },
                tls.serverContext());
        Worker right = secure("https://localhost:" + backend.port(), tls);
        Worker wrong = secure("https://127.0.0.1:" + backend.port(), tls)) {
      assertThat(right.probe(GET).body()).isEqualTo("fine");
      assertThat(faultOf(wrong, GET).status()).isEqualTo(500);
    }
  }

  private static Worker secure(String url, TestTls tls) {
    return new Worker(
        new WorkerSpec(BackendUrl.parse(url), Settings.EMPTY),
        Duration.ofSeconds(10),
        tls::clientContext);
  }

  @Test
  void through_a_proxy_it_names_the_backend() throws Exception {
    try (ScriptedBackend proxy = ScriptedBackend.answering(OK);
        Worker worker =
            new Worker(
                new WorkerSpec(BackendUrl.parse("http://backend.test/ctx"), Settings.EMPTY),
                Duration.ofSeconds(10),
                new Egress(
                    Optional.of(
                        new RemoteProxy(
                            "*", Optional.empty(), "127.0.0.1", proxy.port(), Optional.empty())),
                    Optional.empty(),
                    0),
                () -> {
                  throw new AssertionError("no TLS");
                })) {
      worker.probe(new ProbeRequest("OPTIONS", "*", false));

      assertThat(proxy.connection(0).received())
          .isEqualTo("OPTIONS http://backend.test HTTP/1.1\r\nHost: backend.test:80\r\n\r\n");
    }
  }
}
