package org.proxypass.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proxypass.exchange.RequestBody;
import org.proxypass.exchange.Response;
import org.proxypass.http.Fields;
import org.proxypass.testing.ScriptedBackend;

/** Trailer sections on the wire of a backend. */
class TrailerTest {
  private static final String CHUNKED =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n";

  /** A body of three bytes with two trailers. */
  private record Sum(long length) implements RequestBody {
    @Override
    public boolean replayable() {
      return true;
    }

    @Override
    public void writeTo(OutputStream backend) throws IOException {
      backend.write("abc".getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public Fields trailers() {
      return Fields.of("X-Sum", "6", "Bad Name", "x", "X-Bad", "a\r\nb");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {RequestBody.CHUNKED, 3})
  void of_a_request_only_a_chunked_body_has_trailers_and_only_valid_ones(long length)
      throws Exception {
    try (ScriptedBackend backend =
            new ScriptedBackend(
                connection -> {
                  connection.readHead();
                  connection.readBytes(
                      length < 0 ? "3\r\nabc\r\n0\r\nX-Sum: 6\r\n\r\n".length() : 3);
                  connection.send(CHUNKED + "\r\n");
                  connection.readToEnd();
                });
        Worker worker = Workers.of(backend)) {
      Response response = worker.send(Workers.request("POST", "/", new Sum(length)));

      assertThat(Bodies.read(response)).isEqualTo("ok");
      assertThat(backend.connection(0).received())
          .endsWith(length < 0 ? "3\r\nabc\r\n0\r\nX-Sum: 6\r\n\r\n" : "\r\n\r\nabc");
    }
  }

  @Test
  void trailers_of_a_response_are_known_behind_its_end() throws Exception {
    try (ScriptedBackend backend =
            ScriptedBackend.answering(CHUNKED + "Grpc-Status: 0\r\nX-Sum: 6\r\n\r\n");
        Worker worker = Workers.of(backend)) {
      Response response = worker.send(Workers.get("/"));

      assertThat(Bodies.read(response)).isEqualTo("ok");
      Fields trailers = response.body().trailers();
      assertThat(trailers).hasToString("Grpc-Status: 0\nX-Sum: 6\n");
      assertThat(worker.figures().idle()).isEqualTo(1);
    }
  }

  @Test
  void a_malformed_trailer_breaks_the_response() throws Exception {
    try (ScriptedBackend backend = ScriptedBackend.answering(CHUNKED + "no colon\r\n\r\n");
        Worker worker = Workers.of(backend)) {
      Response response = worker.send(Workers.get("/"));

      assertThatThrownBy(() -> Bodies.read(response)).isInstanceOf(IOException.class);
    }
  }
}
