package org.proxypass.webapp;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.proxypass.exchange.ClientRequest;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.ExchangeExpressions;
import org.proxypass.http.FieldList;
import org.proxypass.http.Fields;
import org.proxypass.logging.LoggedExchange;

/** An exchange that is over, for the access log. Heads count as they are written in HTTP/1.1. */
final class ServletLoggedExchange implements LoggedExchange {
  /** {@code HTTP/1.1 200 CRLF}: Tomcat writes no reason phrase. */
  private static final int STATUS_LINE = 15;

  /** Colon, space and CRLF. */
  private static final int FIELD_FRAME = 4;

  private final Passage passage;
  private final Exchange exchange;
  private final ClientRequest client;
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final int status;
  private final int requestsBefore;
  private final long elapsedMicros;
  private final long startMicros;

  ServletLoggedExchange(
      Passage passage,
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      int requestsBefore) {
    this.passage = passage;
    this.exchange = passage.exchange();
    this.client = exchange.clientRequest();
    this.request = request;
    this.response = response;
    this.status = status;
    this.requestsBefore = requestsBefore;
    this.elapsedMicros = exchange.elapsedMicros();
    this.startMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) - elapsedMicros;
  }

  @Override
  public String clientAddress() {
    return client.remoteAddress();
  }

  @Override
  public String clientHost() {
    String host = exchange.remoteHost();
    return host == null || host.isEmpty() ? client.remoteAddress() : host;
  }

  @Override
  public int clientPort() {
    return request.getRemotePort();
  }

  @Override
  public String localAddress() {
    return client.localAddress();
  }

  @Override
  public int localPort() {
    return client.localPort();
  }

  @Override
  public String calledPort() {
    return String.valueOf(variable("SERVER_PORT"));
  }

  @Override
  public String serverName() {
    return exchange.publicAddress().serverName();
  }

  @Override
  public String calledName() {
    String authority = exchange.publicAddress().authority();
    int colon = authority.lastIndexOf(':');
    // The colons of an IPv6 address stand before its bracket.
    return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
  }

  @Override
  public String method() {
    return client.method();
  }

  @Override
  public String path() {
    return passage.refusal() == null
        ? exchange.publicAddress().contextPath() + exchange.path()
        : client.rawPath();
  }

  @Override
  public @Nullable String query() {
    return client.query();
  }

  @Override
  public String protocol() {
    return client.protocol();
  }

  @Override
  public String requestLine() {
    return String.valueOf(variable("THE_REQUEST"));
  }

  @Override
  public @Nullable String user() {
    return variable("REMOTE_USER");
  }

  private @Nullable String variable(String name) {
    return ExchangeExpressions.ofRequest(exchange).variable(name);
  }

  @Override
  public @Nullable String requestField(String name) {
    return exchange.requestFields().joined(name);
  }

  @Override
  public @Nullable String responseField(String name) {
    Collection<String> values = response.getHeaders(name);
    return values.isEmpty() ? null : String.join(", ", values);
  }

  @Override
  public @Nullable String environment(String name) {
    return exchange.variable(name);
  }

  @Override
  public @Nullable String note(String name) {
    return exchange.note(name);
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public long bodyBytesSent() {
    return exchange.bodyBytesSent();
  }

  @Override
  public long bytesSent() {
    long bytes = STATUS_LINE + 2 + exchange.bodyBytesSent();
    for (String name : response.getHeaderNames()) {
      for (String value : response.getHeaders(name)) {
        bytes += name.length() + value.length() + FIELD_FRAME;
      }
    }
    return bytes;
  }

  @Override
  public long bytesReceived() {
    Fields fields = client.fields();
    long bytes = requestLine().length() + 4 + exchange.bodyBytesReceived();
    for (int i = 0; i < fields.size(); i++) {
      bytes += fields.name(i).length() + fields.value(i).length() + FIELD_FRAME;
    }
    return bytes;
  }

  @Override
  public long startMicros() {
    return startMicros;
  }

  @Override
  public long elapsedMicros() {
    return elapsedMicros;
  }

  @Override
  public int requestsBefore() {
    return requestsBefore;
  }

  @Override
  public char connectionState() {
    if (exchange.brokenOff()) {
      return 'X';
    }
    boolean persistent =
        !client.protocol().equals("HTTP/1.0")
            || FieldList.contains(client.fields().joined("Connection"), "keep-alive");
    boolean closing =
        FieldList.contains(client.fields().joined("Connection"), "close")
            || FieldList.contains(response.getHeader("Connection"), "close");
    return persistent && !closing ? '+' : '-';
  }
}
