package org.proxypass.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proxypass.exchange.BackendRequest;
import org.proxypass.exchange.RequestBody;
import org.proxypass.exchange.Response;
import org.proxypass.http.Fields;
import org.proxypass.testing.ScriptedBackend;

/** A client that wants to be asked for its body: Expect: 100-continue. */
class ExpectationTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final List<String> events = Collections.synchronizedList(new ArrayList<>());

  private BackendRequest expecting() {
    RequestBody body =
        Bodies.of(
            4,
            out -> {
              events.add("body");
              out.write(new byte[] {'b', 'o', 'd', 'y'});
            });
    return new BackendRequest(
        "POST",
        "/",
        Fields.of("Host", "h", "Expect", "100-Continue"),
        body,
        (status, fields) -> events.add(status + ""));
  }

  @Test
  void the_body_is_sent_when_the_backend_asks_for_it() throws Exception {
    try (ScriptedBackend backend =
            new ScriptedBackend(
                connection -> {
                  connection.readHead();
                  connection.send("HTTP/1.1 103 Early Hints\r\n\r\n");
                  connection.send("HTTP/1.1 100 Continue\r\n\r\n");
                  assertThat(connection.readBytes(4)).isEqualTo("body");
                  connection.send(OK);
                  connection.readToEnd();
                });
        Worker worker = Workers.of(backend)) {
      assertThat(Bodies.read(worker.send(expecting()))).isEqualTo("ok");

      assertThat(events).containsExactly("103", "100", "body");
      assertThat(worker.figures().idle()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {413, 417, 401, 302, 200})
  void the_body_is_not_sent_when_the_backend_answers_instead(int status) throws Exception {
    try (ScriptedBackend backend =
            new ScriptedBackend(
                connection -> {
                  connection.readHead();
                  connection.send("HTTP/1.1 " + status + " X\r\nContent-Length: 2\r\n\r\nno");
                  connection.readToEnd();
                });
        Worker worker = Workers.of(backend)) {
      Response response = worker.send(expecting());

      assertThat(response.status()).isEqualTo(status);
      assertThat(Bodies.read(response)).isEqualTo("no");
      assertThat(events).isEmpty();
      assertThat(worker.figures()).isEqualTo(new PoolFigures(0, 0, 0, Integer.MAX_VALUE));
      assertThat(backend.connection(0).awaitEnd()).isTrue();
      assertThat(backend.connection(0).received()).endsWith("\r\n\r\n");
    }
  }

  @Test
  void the_body_is_sent_in_the_end_to_a_backend_that_does_not_ask() throws Exception {
    try (ScriptedBackend backend =
            new ScriptedBackend(
                connection -> {
                  connection.readHead();
                  connection.readBytes(4);
                  connection.send(OK);
                  connection.readToEnd();
                });
        Worker worker = Workers.of(backend)) {
      assertThat(Bodies.read(worker.send(expecting()))).isEqualTo("ok");
      assertThat(events).containsExactly("body");
    }
  }
}
