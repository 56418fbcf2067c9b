package org.proxypass.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.proxypass.config.Settings;
import org.proxypass.config.WorkerSettings;
import org.proxypass.exchange.BackendRequest;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.InterimResponses;
import org.proxypass.exchange.RequestBody;
import org.proxypass.http.Fields;
import org.proxypass.testing.ScriptedBackend;

/** Every byte a backend gets to see. */
class RequestBytesTest {
  private static final String EMPTY = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

  static Stream<Arguments> framings() {
    return Stream.of(
        Arguments.of("GET", "no body", Bodies.none(), "", ""),
        Arguments.of("DELETE", "no body", Bodies.none(), "", ""),
        Arguments.of("POST", "an empty body", Bodies.text(""), "Content-Length: 0\r\n", ""),
        Arguments.of("POST", "five bytes", Bodies.text("12345"), "Content-Length: 5\r\n", "12345"),
        Arguments.of("GET", "a body", Bodies.text("q"), "Content-Length: 1\r\n", "q"),
        Arguments.of(
            "PUT",
            "an unknown length",
            Bodies.of(
                RequestBody.CHUNKED,
                out -> {
                  out.write(new byte[0]);
                  out.write("a".repeat(0x1a).getBytes(StandardCharsets.UTF_8));
                  out.flush();
                  out.write('b');
                }),
            "Transfer-Encoding: chunked\r\n",
            "1a\r\n" + "a".repeat(0x1a) + "\r\n1\r\nb\r\n0\r\n\r\n"));
  }

  @ParameterizedTest(name = "{0} with {1} is framed by [{3}]")
  @MethodSource("framings")
  void a_request_is_line_then_fields_then_framing_then_connection(
      String method, String title, RequestBody body, String framing, String payload)
      throws Exception {
    try (ScriptedBackend backend = answeringAfter(payload.length());
        Worker worker = Workers.of(backend)) {
      Bodies.read(worker.send(Workers.request(method, "/a?b=1", body)));

      assertThat(backend.connection(0).received())
          .isEqualTo(
              method
                  + " /a?b=1 HTTP/1.1\r\nHost: example.test\r\n"
                  + framing
                  + "Connection: Keep-Alive\r\n\r\n"
                  + payload);
    }
  }

  private static ScriptedBackend answeringAfter(int payload) throws java.io.IOException {
    return new ScriptedBackend(
        connection -> {
          connection.readHead();
          connection.readBytes(payload);
          connection.send(EMPTY);
          connection.readToEnd();
        });
  }

  @Test
  void fields_keep_their_order_their_spelling_and_every_byte() throws Exception {
    StringBuilder bytes = new StringBuilder("x");
    for (char c = 0x80; c <= 0xff; c++) {
      bytes.append(c);
    }
    Fields fields = Fields.of("host", "h", "X-b", "2", "x-A", bytes.toString(), "X-B", "");
    try (ScriptedBackend backend = ScriptedBackend.answering(EMPTY);
        Worker worker = Workers.of(backend)) {
      BackendRequest request =
          new BackendRequest("BREW", "/", fields, Bodies.none(), InterimResponses.IGNORED);
      Bodies.read(worker.send(request));

      assertThat(backend.connection(0).received())
          .isEqualTo(
              "BREW / HTTP/1.1\r\nhost: h\r\nX-b: 2\r\nx-A: "
                  + bytes
                  + "\r\nX-B: \r\nConnection: Keep-Alive\r\n\r\n");
    }
  }

  @Test
  void the_target_is_sent_byte_for_byte() throws Exception {
    String target = "//a/../b;c=%zz/%2F|{}[]\"^`\u00e4?x=a?b&&=+%";
    try (ScriptedBackend backend = ScriptedBackend.answering(EMPTY);
        Worker worker = Workers.of(backend)) {
      Bodies.read(worker.send(Workers.get(target)));

      assertThat(backend.connection(0).received()).startsWith("GET " + target + " HTTP/1.1\r\n");
    }
  }

  @Test
  void without_reuse_the_backend_is_told_to_close() throws Exception {
    Settings noReuse = Settings.EMPTY.with(WorkerSettings.REUSE, false);
    try (ScriptedBackend backend = ScriptedBackend.answering(EMPTY);
        Worker worker = Workers.of(backend, noReuse)) {
      Bodies.read(worker.send(Workers.get("/")));

      assertThat(backend.connection(0).received()).endsWith("Connection: close\r\n\r\n");
      assertThat(backend.connection(0).awaitEnd()).isTrue();
    }
  }

  static Stream<Arguments> splittingRequests() {
    return Stream.of(
        Arguments.of("a method with a line end", "GET\r\n", "/", "X", "v"),
        Arguments.of("a method with a space", "GET /", "/", "X", "v"),
        Arguments.of("an empty method", "", "/", "X", "v"),
        Arguments.of("a target with a space", "GET", "/a b", "X", "v"),
        Arguments.of("a target with a line end", "GET", "/a\nb", "X", "v"),
        Arguments.of("a target in absolute form", "GET", "http://h/", "X", "v"),
        Arguments.of("a character beyond one byte in the target", "GET", "/\u010d", "X", "v"),
        Arguments.of("a name with a colon", "GET", "/", "X:", "v"),
        Arguments.of("an empty name", "GET", "/", "", "v"),
        Arguments.of("a value with CR", "GET", "/", "X", "v\rY: z"),
        Arguments.of("a value with LF", "GET", "/", "X", "v\nY: z"),
        Arguments.of("a value with NUL", "GET", "/", "X", "v\0"),
        Arguments.of("a value that would become LF in one byte", "GET", "/", "X", "v\u010a"),
        Arguments.of("framing of the caller's own", "GET", "/", "content-length", "3"),
        Arguments.of("a coding of the caller's own", "GET", "/", "Transfer-encoding", "chunked"));
  }

  @ParameterizedTest(name = "{0} is refused before a byte is sent")
  @MethodSource("splittingRequests")
  void what_would_split_the_request_is_refused(
      String title, String method, String target, String name, String value) throws Exception {
    try (ScriptedBackend backend = ScriptedBackend.answering(EMPTY);
        Worker worker = Workers.of(backend)) {
      Fields fields = Fields.of("Host", "h", name, value);
      BackendRequest request =
          new BackendRequest(method, target, fields, Bodies.none(), InterimResponses.IGNORED);

      assertThatThrownBy(() -> worker.send(request))
          .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(500));
      assertThat(worker.figures().leased()).isZero();
      worker.closeNow();
      assertThat(backend.connections()).allMatch(c -> c.received().isEmpty());
    }
  }

  @ParameterizedTest(name = "a body of {0} bytes that was announced with 5")
  @ValueSource(ints = {0, 4, 6, 20_000})
  void a_body_of_another_length_than_announced_is_never_complete_for_the_backend(int actual)
      throws Exception {
    try (ScriptedBackend backend = new ScriptedBackend(ScriptedBackend.Connection::readToEnd);
        Worker worker = Workers.of(backend)) {
      RequestBody body =
          Bodies.of(
              5,
              out -> {
                out.write("x".repeat(actual).getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
              });

      assertThatThrownBy(() -> worker.send(Workers.request("POST", "/", body)))
          .isInstanceOf(Fault.class);
      assertThat(backend.connection(0).awaitEnd()).isTrue();
      assertThat(backend.connection(0).received()).doesNotContain("xxxxx");
      assertThat(worker.figures().leased()).isZero();
    }
  }

  @Test
  void a_chunked_body_the_client_cut_gets_no_last_chunk() throws Exception {
    try (ScriptedBackend backend = new ScriptedBackend(ScriptedBackend.Connection::readToEnd);
        Worker worker = Workers.of(backend)) {
      RequestBody body =
          Bodies.of(
              RequestBody.CHUNKED,
              out -> {
                out.write('x');
                out.flush();
                throw Fault.client(400, "the client went away");
              });

      assertThatThrownBy(() -> worker.send(Workers.request("POST", "/", body)))
          .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(400));
      assertThat(backend.connection(0).awaitEnd()).isTrue();
      assertThat(backend.connection(0).received()).doesNotContain("0\r\n\r\n");
      assertThat(worker.figures().leased()).isZero();
    }
  }
}
