package org.proxypass.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proxypass.config.Settings;
import org.proxypass.config.WorkerSettings;
import org.proxypass.exchange.BackendRequest;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.RequestBody;
import org.proxypass.exchange.Response;
import org.proxypass.http.Fields;
import org.proxypass.testing.ScriptedBackend;

/** Large request bodies, and backends that do not want them. */
class UploadTest {
  private static final long LARGE = 50_000_000;
  private static final String REFUSAL = "HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig";
  private static final Settings SHORT_TIMEOUT =
      Settings.EMPTY.with(WorkerSettings.TIMEOUT, Optional.of(Duration.ofMillis(300)));

  private static RequestBody large(long announced) {
    return Bodies.of(announced, out -> writeZeros(out, LARGE));
  }

  private static void writeZeros(OutputStream out, long count) throws IOException {
    byte[] buffer = new byte[30_000];
    for (long left = count; left > 0; left -= buffer.length) {
      out.write(buffer, 0, (int) Math.min(left, buffer.length));
    }
  }

  private static Response post(Worker worker, RequestBody body) {
    return worker.send(Workers.request("POST", "/", body));
  }

  private static void skip(ScriptedBackend.Connection connection, long count) throws IOException {
    connection.socket().getInputStream().skipNBytes(count);
  }

  @Test
  void a_large_body_arrives_whole_and_the_connection_stays() throws Exception {
    try (ScriptedBackend backend =
            new ScriptedBackend(
                connection -> {
                  connection.readHead();
                  skip(connection, LARGE);
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone");
                  connection.readToEnd();
                });
        Worker worker = Workers.of(backend)) {
      assertThat(Bodies.read(post(worker, large(LARGE)))).isEqualTo("done");
      assertThat(worker.figures().idle()).isEqualTo(1);
    }
  }

  @ParameterizedTest(name = "announced length {0}")
  @ValueSource(longs = {LARGE, RequestBody.CHUNKED})
  void a_refusal_that_comes_before_the_upload_ends_is_relayed(long announced) throws Exception {
    try (ScriptedBackend backend =
            new ScriptedBackend(
                connection -> {
                  connection.readHead();
                  connection.readBytes(100);
                  connection.send(REFUSAL);
                  // Reads on, so that only the refusal can stop the upload.
                  connection.readToEnd();
                });
        Worker worker = Workers.of(backend)) {
      Response response = post(worker, large(announced));

      assertThat(response.status()).isEqualTo(413);
      assertThat(Bodies.read(response)).isEqualTo("big");
      assertThat(worker.figures()).isEqualTo(new PoolFigures(0, 0, 0, Integer.MAX_VALUE));
      assertThat(backend.connection(0).awaitEnd()).isTrue();
      assertThat(backend.connection(0).received()).doesNotContain("\r\n0\r\n\r\n");
    }
  }

  @Test
  void a_refusal_is_relayed_though_the_backend_reads_nothing_more() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (ScriptedBackend backend =
            new ScriptedBackend(
                connection -> {
                  connection.readHead();
                  connection.send(REFUSAL);
                  over.await();
                });
        Worker worker = Workers.of(backend)) {
      assertThat(post(worker, large(LARGE)).status()).isEqualTo(413);
    } finally {
      over.countDown();
    }
  }

  @Test
  void a_refusal_is_relayed_though_the_upload_was_blocked_when_it_came() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (ScriptedBackend backend =
            new ScriptedBackend(
                connection -> {
                  connection.readHead();
                  connection.awaitFullPipe();
                  connection.send(REFUSAL);
                  over.await();
                });
        Worker worker = Workers.of(backend)) {
      Response response = post(worker, large(LARGE));

      assertThat(response.status()).isEqualTo(413);
      assertThat(Bodies.read(response)).isEqualTo("big");
      assertThat(worker.figures().idle()).isZero();
    } finally {
      over.countDown();
    }
  }

  @Test
  void a_refusal_is_relayed_though_the_backend_closes_after_it() throws Exception {
    try (ScriptedBackend backend =
            new ScriptedBackend(
                connection -> {
                  connection.readHead();
                  connection.send(REFUSAL);
                  connection.socket().shutdownOutput();
                });
        Worker worker = Workers.of(backend)) {
      assertThat(post(worker, large(LARGE)).status()).isEqualTo(413);
      assertThat(worker.figures().idle()).isZero();
    }
  }

  @Test
  void a_backend_that_answers_while_it_reads_gets_the_whole_body() throws Exception {
    try (ScriptedBackend backend =
            new ScriptedBackend(
                connection -> {
                  connection.readHead();
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n");
                  skip(connection, LARGE);
                  connection.send("done");
                  connection.readToEnd();
                });
        Worker worker = Workers.of(backend)) {
      assertThat(Bodies.read(post(worker, large(LARGE)))).isEqualTo("done");
      assertThat(worker.figures().idle()).isEqualTo(1);
    }
  }

  @Test
  void an_interim_response_does_not_stop_the_upload() throws Exception {
    List<Integer> interim = new ArrayList<>();
    try (ScriptedBackend backend =
            new ScriptedBackend(
                connection -> {
                  connection.readHead();
                  connection.awaitFullPipe();
                  connection.send("HTTP/1.1 100 Continue\r\n\r\n");
                  skip(connection, LARGE);
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone");
                  connection.readToEnd();
                });
        Worker worker = Workers.of(backend)) {
      BackendRequest request =
          new BackendRequest(
              "POST",
              "/",
              Fields.of("Host", "h"),
              large(LARGE),
              (status, fields) -> interim.add(status));

      assertThat(Bodies.read(worker.send(request))).isEqualTo("done");
      assertThat(interim).containsExactly(100);
    }
  }

  @Test
  void a_backend_that_answers_and_then_pauses_gets_the_whole_body() throws Exception {
    try (ScriptedBackend backend =
            new ScriptedBackend(
                connection -> {
                  connection.readHead();
                  connection.awaitFullPipe();
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndo");
                  connection.awaitFullPipe();
                  skip(connection, LARGE);
                  connection.send("ne");
                  connection.readToEnd();
                });
        Worker worker = Workers.of(backend)) {
      assertThat(Bodies.read(post(worker, large(LARGE)))).isEqualTo("done");
      assertThat(worker.figures().idle()).isEqualTo(1);
    }
  }

  @Test
  void a_backend_that_ends_its_side_and_reads_on_is_502_and_not_asked_in_a_loop() throws Exception {
    try (ScriptedBackend backend =
            new ScriptedBackend(
                connection -> {
                  connection.readHead();
                  connection.finish();
                  connection.awaitFullPipe();
                  skip(connection, LARGE);
                  connection.readToEnd();
                });
        Worker worker = Workers.of(backend)) {
      assertThatThrownBy(() -> post(worker, large(LARGE)))
          .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(502));
    }
  }

  @Test
  void a_backend_that_resets_the_upload_is_502() throws Exception {
    try (ScriptedBackend backend =
            new ScriptedBackend(
                connection -> {
                  connection.readHead();
                  connection.readBytes(1000);
                  connection.reset();
                });
        Worker worker = Workers.of(backend)) {
      assertThatThrownBy(() -> post(worker, large(LARGE)))
          .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(502));
      assertThat(worker.figures().leased()).isZero();
    }
  }

  @Test
  void a_backend_that_neither_reads_nor_answers_is_504() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (ScriptedBackend backend =
            new ScriptedBackend(
                connection -> {
                  connection.readHead();
                  over.await();
                });
        Worker worker = Workers.of(backend, SHORT_TIMEOUT)) {
      assertThatThrownBy(() -> post(worker, large(LARGE)))
          .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(504));
      assertThat(worker.figures().leased()).isZero();
    } finally {
      over.countDown();
    }
  }

  @Test
  void a_client_that_cuts_its_upload_cuts_the_backends() throws Exception {
    try (ScriptedBackend backend = new ScriptedBackend(ScriptedBackend.Connection::readToEnd);
        Worker worker = Workers.of(backend)) {
      RequestBody cut =
          Bodies.of(
              LARGE,
              out -> {
                writeZeros(out, 1_000_000);
                throw Fault.client(400, "cut");
              });

      assertThatThrownBy(() -> post(worker, cut))
          .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(400));
      assertThat(backend.connection(0).awaitEnd()).isTrue();
      assertThat(worker.figures()).isEqualTo(new PoolFigures(0, 0, 0, Integer.MAX_VALUE));
    }
  }
}
