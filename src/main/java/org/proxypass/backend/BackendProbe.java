package org.proxypass.backend;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.io.CloseMode;
import org.proxypass.exchange.Fault;
import org.proxypass.http.BackendUrl;

/**
 * Looks at a backend on a connection that serves nothing else, as mod_proxy_hcheck does: the
 * request line and Host, nothing more.
 */
final class BackendProbe {
  private final BackendUrl url;
  private final ConnectionOpener opener;
  private final RequestRoute route;
  private final WorkerLimits limits;

  BackendProbe(BackendUrl url, ConnectionOpener opener, RequestRoute route, WorkerLimits limits) {
    this.url = url;
    this.opener = opener;
    this.route = route;
    this.limits = limits;
  }

  /**
   * Opens a connection and closes it.
   *
   * @throws Fault when none came about
   */
  void connect() {
    try {
      opener.openPlain().close(CloseMode.GRACEFUL);
    } catch (IOException failure) {
      throw FaultTranslator.connecting(url, failure);
    }
  }

  /**
   * Sends {@code request} and reads the answer, 64 KiB of its body at most.
   *
   * @throws Fault when no complete answer came within the time for one read
   */
  ProbeAnswer ask(ProbeRequest request) {
    if (!RequestHeadWriter.isTarget(request.target())) {
      throw Fault.internal(500, "hcuri cannot be sent as it is: not a path", null);
    }
    BackendConnection connection;
    try {
      connection = opener.open();
    } catch (IOException failure) {
      throw FaultTranslator.connecting(url, failure);
    }
    try {
      write(request, connection.output());
      return read(request, connection);
    } catch (IOException failure) {
      throw FaultTranslator.exchanging(url, failure, false);
    } finally {
      connection.close(CloseMode.GRACEFUL);
    }
  }

  private void write(ProbeRequest request, OutputBuffer output) throws IOException {
    boolean absolute = !route.targetPrefix().isEmpty() && request.target().equals("*");
    output.write(request.method());
    output.write(' ');
    output.write(route.targetPrefix());
    // RFC 9112 §3.2.4: to a proxy the asterisk form has no path.
    output.write(absolute ? "" : request.target());
    output.write(request.oldProtocol() ? " HTTP/1.0\r\nHost: " : " HTTP/1.1\r\nHost: ");
    String host = url.host();
    output.write(host.indexOf(':') >= 0 ? "[" + host + "]" : host);
    // httpd names the port even if it is the scheme's own.
    output.write(":" + url.port() + "\r\n");
    output.write(route.fieldLines());
    output.write("\r\n");
    output.flush();
  }

  private ProbeAnswer read(ProbeRequest request, BackendConnection connection) throws IOException {
    InputBuffer input =
        new InputBuffer(new DeadlineSource(connection.source(), connection, limits.io()));
    ResponseHeadParser parser = new ResponseHeadParser(input, limits.line());
    ResponseHead head = parser.parse();
    while (head.status() < 200) {
      if (head.status() == 101) {
        throw new MalformedResponseException("upgrade that was not asked for");
      }
      head = parser.parse();
    }
    ResponseFraming framing = ResponseFraming.of(head, request.method());
    BodySource body = BodySource.of(framing.length(), input, limits.line());
    return new ProbeAnswer(head.status(), head.fields(), text(body));
  }

  private static String text(BodySource body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    while (bytes.size() < ProbeAnswer.LONGEST_BODY && !body.ended()) {
      int room = Math.min(buffer.length, ProbeAnswer.LONGEST_BODY - bytes.size());
      int count = body.read(buffer, 0, room);
      if (count < 0) {
        break;
      }
      bytes.write(buffer, 0, count);
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }
}
