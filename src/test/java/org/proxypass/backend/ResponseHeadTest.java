package org.proxypass.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.proxypass.config.Settings;
import org.proxypass.config.WorkerSettings;
import org.proxypass.exchange.BackendRequest;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.Response;
import org.proxypass.http.Fields;
import org.proxypass.testing.ScriptedBackend;

/** What is taken for a response head and what is not. */
class ResponseHeadTest {
  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String END = "Content-Length: 0\r\n\r\n";

  static Stream<Arguments> refused() {
    return Stream.of(
        row("nothing at all", ""),
        row("the version 9.9", "HTTP/9.9 200 OK\r\n" + END),
        row("the version 2.0", "HTTP/2.0 200 OK\r\n" + END),
        row("the version 1.2", "HTTP/1.2 200 OK\r\n" + END),
        row("a lower-case protocol name", "http/1.1 200 OK\r\n" + END),
        row("another protocol", "ICY 200 OK\r\n" + END),
        row("HTTP/0.9, just a body", "<html>hello</html>\r\n"),
        row("a status of two digits", "HTTP/1.1 99 X\r\n" + END),
        row("a status of four digits", "HTTP/1.1 2000 X\r\n" + END),
        row("a status that is no number", "HTTP/1.1 20x X\r\n" + END),
        row("status 099", "HTTP/1.1 099 X\r\n" + END),
        row("status 600", "HTTP/1.1 600 X\r\n" + END),
        row("status 999", "HTTP/1.1 999 X\r\n" + END),
        row("no status", "HTTP/1.1\r\n" + END),
        row("two spaces before the status", "HTTP/1.1  200 OK\r\n" + END),
        row("a CR in the reason", "HTTP/1.1 200 O\rK\r\n" + END),
        row("garbage before the status line", "garbage\r\n" + OK + END),
        row("two empty lines before the status line", "\r\n\r\n" + OK + END),
        row("a head cut in the status line", "HTTP/1.1 200"),
        row("a head cut in a field", OK + "X: a"),
        row("a head cut before the empty line", OK + "X: a\r\n"),
        row("a name with a space inside", OK + "Foo Bar: a\r\n" + END),
        row("a name with a space before the colon", OK + "Foo : a\r\n" + END),
        row("a name with an 8-bit character", OK + "F\u00e4: a\r\n" + END),
        row("a name with a CR", OK + "F\ro: a\r\n" + END),
        row("an empty name", OK + ": a\r\n" + END),
        row("a field without a colon", OK + "Foo\r\n" + END),
        row("a folded line before any field", OK + " a\r\n" + END),
        row("a bare CR in a value", OK + "X: a\rb\r\n" + END),
        row("a CR before the line end", OK + "X: a\r\r\n" + END),
        row("a NUL in a value", OK + "X: a\0b\r\n" + END),
        row("a control character in a value", OK + "X: a\u0007b\r\n" + END),
        row("a DEL in a value", OK + "X: a\u007fb\r\n" + END),
        row("a NUL in a folded line", OK + "X: a\r\n b\0\r\n" + END),
        row("a status line that is too long", "HTTP/1.1 200 " + "x".repeat(8200) + "\r\n" + END),
        row("a field line that is too long", OK + "X: " + "x".repeat(8190) + "\r\n" + END),
        row("an endless field line", OK + "X: " + "x".repeat(100_000)),
        row("a folded field that is too long", OK + "X: a\r\n" + fold(3, 4000) + END),
        row("201 fields", OK + "X: a\r\n".repeat(200) + END),
        row("two Content-Length", OK + "Content-Length: 2\r\nContent-Length: 3\r\n\r\nabc"),
        row("two equal Content-Length", OK + "Content-Length: 2\r\nContent-Length: 2\r\n\r\nab"),
        row("a list of lengths", OK + "Content-Length: 2, 2\r\n\r\nab"),
        row("a length with a plus", OK + "Content-Length: +2\r\n\r\nab"),
        row("a negative length", OK + "Content-Length: -1\r\n\r\n"),
        row("an empty length", OK + "Content-Length:\r\n\r\n"),
        row("a hexadecimal length", OK + "Content-Length: 0x2\r\n\r\nab"),
        row("a length with a space inside", OK + "Content-Length: 1 0\r\n\r\nab"),
        row("a length beyond all bounds", OK + "Content-Length: 9999999999999999999\r\n\r\nab"),
        row("the coding gzip, chunked", OK + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
        row("the coding identity", OK + "Transfer-Encoding: identity\r\n\r\n"),
        row("an empty coding", OK + "Transfer-Encoding:\r\n\r\n"),
        row(
            "chunked twice",
            OK + "Transfer-Encoding: chunked\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n"),
        row(
            "a coding in HTTP/1.0",
            "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        row("an upgrade nobody asked for", "HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n"),
        row("eleven interim responses", "HTTP/1.1 103 X\r\n\r\n".repeat(11) + OK + END),
        row(
            "an interim response with a body",
            "HTTP/1.1 100 C\r\nContent-Length: 3\r\n\r\nabc" + OK));
  }

  private static Arguments row(String title, String answer) {
    return Arguments.of(title, answer);
  }

  private static String fold(int lines, int length) {
    return (" " + "x".repeat(length) + "\r\n").repeat(lines);
  }

  @ParameterizedTest(name = "{0} is 502 and the connection is gone")
  @MethodSource("refused")
  void a_head_that_could_be_read_in_two_ways_is_502(String title, String answer) throws Exception {
    try (ScriptedBackend backend =
            new ScriptedBackend(
                connection -> {
                  connection.readHead();
                  connection.send(answer);
                  connection.socket().shutdownOutput();
                  connection.readToEnd();
                });
        Worker worker = Workers.of(backend)) {
      assertThatThrownBy(() -> worker.send(Workers.get("/")))
          .isInstanceOfSatisfying(
              Fault.class,
              fault -> {
                assertThat(fault.status()).isEqualTo(502);
                assertThat(fault.side()).isEqualTo(Fault.Side.BACKEND);
                assertThat(fault.retryable()).isFalse();
              });
      assertThat(backend.connection(0).awaitEnd()).isTrue();
      assertThat(worker.figures()).isEqualTo(new PoolFigures(0, 0, 0, Integer.MAX_VALUE));
    }
  }

  static Stream<Arguments> accepted() {
    return Stream.of(
        Arguments.of("a status line without a reason", "HTTP/1.1 200\r\n" + END, "200"),
        Arguments.of("an empty reason", "HTTP/1.1 200 \r\n" + END, "200"),
        Arguments.of("a reason with obs-text", "HTTP/1.1 404 N\u00f6\r\n" + END, "404"),
        Arguments.of("an unknown status", "HTTP/1.1 599 X\r\n" + END, "599"),
        Arguments.of("HTTP/1.0", "HTTP/1.0 200 OK\r\n" + END, "200"),
        Arguments.of("one empty line first", "\r\n" + OK + END, "200"),
        Arguments.of("bare LF line ends", "HTTP/1.1 200 OK\nContent-Length: 0\n\n", "200"),
        Arguments.of(
            "ten interim responses", "HTTP/1.1 103 X\r\n\r\n".repeat(10) + OK + END, "200"),
        Arguments.of("200 fields", OK + "X: a\r\n".repeat(199) + END, "200"),
        Arguments.of("a long line", OK + "X: " + "x".repeat(8189) + "\r\n" + END, "200"),
        Arguments.of("leading zeros", OK + "Content-Length: 000\r\n\r\n", "200"),
        Arguments.of(
            "a coding in capitals", OK + "Transfer-Encoding: CHUNKED\r\n\r\n0\r\n\r\n", "200"));
  }

  @ParameterizedTest(name = "{0} is accepted")
  @MethodSource("accepted")
  void what_is_odd_but_clear_is_accepted(String title, String answer, String status)
      throws Exception {
    try (ScriptedBackend backend = ScriptedBackend.answering(answer);
        Worker worker = Workers.of(backend)) {
      assertThat(Workers.fetch(worker, "/")).isEqualTo(status + " ");
    }
  }

  @Test
  void a_head_that_comes_byte_by_byte_is_the_same_head() throws Exception {
    String answer =
        "HTTP/1.1 200 OK\r\nX: a\r\n  b\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "3;ext=1\r\nabc\r\n02 \r\nde\r\n0\r\nTrailer: t\r\n\r\n";
    try (ScriptedBackend backend =
            new ScriptedBackend(
                connection -> {
                  connection.readHead();
                  for (int i = 0; i < answer.length(); i++) {
                    connection.send(answer.substring(i, i + 1));
                  }
                  connection.readToEnd();
                });
        Worker worker = Workers.of(backend)) {
      Response response = worker.send(Workers.get("/"));

      assertThat(response.fields().first("x")).isEqualTo("a b");
      assertThat(Bodies.read(response)).isEqualTo("abcde");
      assertThat(worker.figures().idle()).isEqualTo(1);
    }
  }

  @Test
  void fields_come_as_they_were_sent() throws Exception {
    StringBuilder bytes = new StringBuilder();
    for (char c = 0x80; c <= 0xff; c++) {
      bytes.append(c);
    }
    String answer =
        OK
            + "set-COOKIE: a=1\r\nSet-Cookie: b=2\r\nX-Bytes: "
            + bytes
            + "\r\nX-Empty:\r\nX-Tabs: \t a\tb \t\r\nContent-Type: text/plain\r\n"
            + "X-Folded: a,\r\n\t  b\r\n \r\n c\r\nContent-Length: 0\r\n\r\n";
    try (ScriptedBackend backend = ScriptedBackend.answering(answer);
        Worker worker = Workers.of(backend)) {
      Response response = worker.send(Workers.get("/"));
      response.body().close();

      assertThat(response.fields().toString())
          .isEqualTo(
              "set-COOKIE: a=1\nSet-Cookie: b=2\nX-Bytes: "
                  + bytes
                  + "\nX-Empty: \nX-Tabs: a\tb\nContent-Type: text/plain\n"
                  + "X-Folded: a, b  c\nContent-Length: 0\n");
    }
  }

  @Test
  void the_longest_line_is_the_workers_responsefieldsize() throws Exception {
    Settings large = Settings.EMPTY.with(WorkerSettings.RESPONSE_FIELD_SIZE, 100_000);
    Settings small = Settings.EMPTY.with(WorkerSettings.RESPONSE_FIELD_SIZE, 50);
    String answer = OK + "X: " + "x".repeat(50_000) + "\r\n" + END;
    try (ScriptedBackend backend = ScriptedBackend.answering(answer, answer);
        Worker generous = Workers.of(backend, large);
        Worker narrow = Workers.of(backend, small)) {
      assertThat(Workers.fetch(generous, "/")).isEqualTo("200 ");
      assertThatThrownBy(() -> Workers.fetch(narrow, "/")).hasMessageContaining("longer than 50");
    }
  }

  @Test
  void interim_responses_are_handed_on_in_their_order() throws Exception {
    List<String> seen = new ArrayList<>();
    String answer =
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + OK + END;
    try (ScriptedBackend backend = ScriptedBackend.answering(answer);
        Worker worker = Workers.of(backend)) {
      BackendRequest request =
          new BackendRequest(
              "GET",
              "/",
              Fields.of("Host", "h"),
              Bodies.none(),
              (status, fields) -> seen.add(status + " " + fields));
      worker.send(request).body().close();

      assertThat(seen).containsExactly("100 ", "103 Link: </a>\n");
      assertThat(worker.figures().idle()).isEqualTo(1);
    }
  }
}
