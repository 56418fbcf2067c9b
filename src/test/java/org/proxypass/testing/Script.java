package org.proxypass.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What a {@link RecordingBackend} does with a request. */
@FunctionalInterface
public interface Script {

  /**
   * Serves one request: reads as much of its body as it likes, writes whatever bytes it likes.
   *
   * @throws IOException as the socket throws; ends the connection
   * @throws InterruptedException when the backend is closed meanwhile
   */
  void serve(BackendExchange exchange) throws IOException, InterruptedException;

  /** Answers 200 with the backend's name as body. */
  static Script naming() {
    return exchange -> exchange.write(ok(exchange.request().backend()));
  }

  /** Answers 200 with the request's own body. */
  static Script echo() {
    return exchange -> {
      byte[] body = exchange.request().body();
      exchange.write("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n");
      exchange.write(body);
    };
  }

  /** Sends these bytes (ISO-8859-1) as the answer and keeps the connection. */
  static Script bytes(String answer) {
    return exchange -> {
      exchange.request();
      exchange.write(answer);
    };
  }

  /** Sends these bytes (ISO-8859-1) and ends the connection with FIN. */
  static Script bytesThenClose(String answer) {
    return exchange -> {
      exchange.request();
      exchange.write(answer);
      exchange.close();
    };
  }

  /** Sends these bytes (ISO-8859-1) and ends the connection with RST. */
  static Script bytesThenReset(String answer) {
    return exchange -> {
      exchange.request();
      exchange.write(answer);
      exchange.reset();
    };
  }

  /** Reads the request and keeps silent until the other side gives up. */
  static Script silence() {
    return exchange -> {
      exchange.request();
      exchange.awaitPeerEnd();
    };
  }

  /** A complete 200 response with {@code body} and its length. */
  static String ok(String body) {
    int length = body.getBytes(StandardCharsets.ISO_8859_1).length;
    return "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: "
        + length
        + "\r\n\r\n"
        + body;
  }
}
