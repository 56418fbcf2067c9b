package org.proxypass.webapp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.ProtocolSettings;
import org.proxypass.config.TraceMode;
import org.proxypass.exchange.ClientRequest;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.Response;
import org.proxypass.http.Fields;
import org.proxypass.mapping.MappingResult;
import org.proxypass.rewrite.MaxForwards;

/** TRACE and OPTIONS whose way ends here (RFC 9110 §7.6.2). */
final class LocalAnswers {
  /** As httpd: the longest body that an extended TRACE gives back. */
  private static final int LONGEST_TRACE_BODY = 64 * 1024;

  private LocalAnswers() {}

  /**
   * The answer to a request that is not forwarded though it may be mapped; null for any other.
   *
   * @throws Fault when TRACE comes with a body that is not allowed
   */
  static @Nullable Response to(Passage passage) {
    ClientRequest request = passage.exchange().clientRequest();
    return switch (request.method()) {
      case "TRACE" -> toTrace(passage, request);
      case "OPTIONS" -> endsHere(passage, false) ? options() : null;
      default -> null;
    };
  }

  private static @Nullable Response toTrace(Passage passage, ClientRequest request) {
    if (request.hasBody() && passage.settings().get(ProtocolSettings.TRACE) != TraceMode.EXTENDED) {
      throw Fault.client(413, "TRACE with a body needs TraceEnable extended");
    }
    return endsHere(passage, true) ? trace(passage.exchange()) : null;
  }

  private static boolean endsHere(Passage passage, boolean unmapped) {
    return passage.result() instanceof MappingResult.Forward
        ? MaxForwards.isExhausted(passage.exchange().requestFields())
        : unmapped;
  }

  private static Response options() {
    Fields fields = Fields.of("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
    fields.add("Content-Length", "0");
    return new Response(200, fields, EmptyBody.INSTANCE);
  }

  private static Response trace(Exchange exchange) {
    ClientRequest request = exchange.clientRequest();
    ByteArrayOutputStream echo = new ByteArrayOutputStream();
    String query = request.query();
    StringBuilder head = new StringBuilder("TRACE ").append(request.rawPath());
    if (query != null) {
      head.append('?').append(query);
    }
    head.append(' ').append(request.protocol()).append("\r\n");
    Fields fields = request.fields();
    for (int i = 0; i < fields.size(); i++) {
      if (!isSensitive(fields.name(i))) {
        head.append(fields.name(i)).append(": ").append(fields.value(i)).append("\r\n");
      }
    }
    echo.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    if (request.hasBody()) {
      copyBody(exchange, echo);
    }
    Fields answer = Fields.of("Content-Type", "message/http");
    answer.add("Content-Length", Integer.toString(echo.size()));
    InputStream body = new ByteArrayInputStream(echo.toByteArray());
    return new Response(200, answer, new FileBody(body, echo.size()));
  }

  private static void copyBody(Exchange exchange, ByteArrayOutputStream echo) {
    byte[] buffer = new byte[8192];
    int total = 0;
    try {
      ClientReads body =
          new ClientReads(exchange.clientRequest().body(), exchange::countBodyBytesReceived);
      for (int n = body.read(buffer, 0, buffer.length);
          n >= 0;
          n = body.read(buffer, 0, buffer.length)) {
        total += n;
        if (total > LONGEST_TRACE_BODY) {
          throw Fault.client(413, "the body of TRACE is longer than " + LONGEST_TRACE_BODY);
        }
        echo.write(buffer, 0, n);
      }
    } catch (IOException e) {
      throw ClientReads.cut(e);
    }
  }

  /** RFC 9110 §9.3.8: a script must not read these out of the echo. */
  private static boolean isSensitive(String name) {
    return name.equalsIgnoreCase("Cookie")
        || name.equalsIgnoreCase("Authorization")
        || name.equalsIgnoreCase("Proxy-Authorization");
  }
}
