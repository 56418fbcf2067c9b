package org.proxypass.backend;

import java.io.IOException;
import org.proxypass.exchange.BackendRequest;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.RequestBody;
import org.proxypass.http.FieldSyntax;
import org.proxypass.http.Fields;

/** Writes the head of a request: its line, its fields as they are, then framing and Connection. */
final class RequestHeadWriter {
  private RequestHeadWriter() {}

  /**
   * Checks and writes the head.
   *
   * @throws Fault of our own side when something would change the message's limits; nothing was
   *     written then
   */
  static void write(BackendRequest request, RequestRoute route, boolean reuse, OutputBuffer output)
      throws IOException {
    check(request);
    boolean old = request.use().oldProtocol();
    output.write(request.method());
    output.write(' ');
    output.write(route.targetPrefix());
    output.write(request.target());
    output.write(old ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n");
    Fields fields = request.fields();
    for (int i = 0; i < fields.size(); i++) {
      output.write(fields.name(i));
      output.write(": ");
      output.write(fields.value(i));
      output.write("\r\n");
    }
    output.write(route.fieldLines());
    writeFraming(request.body().length(), output);
    if (old) {
      output.write("\r\n");
      return;
    }
    String upgrade = request.use().upgrade();
    if (!upgrade.isEmpty()) {
      output.write("Upgrade: ");
      output.write(upgrade);
      output.write("\r\nConnection: Upgrade\r\n\r\n");
      return;
    }
    output.write(reuse ? "Connection: Keep-Alive\r\n\r\n" : "Connection: close\r\n\r\n");
  }

  private static void writeFraming(long length, OutputBuffer output) throws IOException {
    if (length == RequestBody.CHUNKED) {
      output.write("Transfer-Encoding: chunked\r\n");
    } else if (length >= 0) {
      output.write("Content-Length: ");
      output.write(Long.toString(length));
      output.write("\r\n");
    }
  }

  /** What comes here was checked before; this is the last gate against request splitting. */
  private static void check(BackendRequest request) {
    if (!FieldSyntax.isToken(request.method())) {
      throw Fault.internal(500, "the request method is not a token", null);
    }
    if (!isTarget(request.target())) {
      throw Fault.internal(500, "the request target is not in origin form", null);
    }
    if (!FieldSyntax.isValidValue(request.use().upgrade())) {
      throw Fault.internal(500, "the Upgrade field cannot be sent", null);
    }
    Fields fields = request.fields();
    for (int i = 0; i < fields.size(); i++) {
      String name = fields.name(i);
      if (!FieldSyntax.isToken(name) || isOfTransport(name)) {
        throw Fault.internal(500, "request field '" + printable(name) + "' cannot be sent", null);
      }
      if (!FieldSyntax.isValidValue(fields.value(i))) {
        throw Fault.internal(500, "the value of request field " + name + " cannot be sent", null);
      }
    }
  }

  /** Origin form, or the asterisk form of OPTIONS (RFC 9112 §3.2). */
  static boolean isTarget(String target) {
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c == ' ' || c == '\t' || !FieldSyntax.isValueCharacter(c)) {
        return false;
      }
    }
    return target.startsWith("/") || target.equals("*");
  }

  private static boolean isOfTransport(String name) {
    return switch (name.length()) {
      case 7 -> name.equalsIgnoreCase("Upgrade");
      case 10 -> name.equalsIgnoreCase("Connection");
      case 14 -> name.equalsIgnoreCase("Content-Length");
      case 17 -> name.equalsIgnoreCase("Transfer-Encoding");
      default -> false;
    };
  }

  private static String printable(String name) {
    StringBuilder text = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      text.append(FieldSyntax.isTokenCharacter(name.charAt(i)) ? name.charAt(i) : '?');
    }
    return text.toString();
  }
}
