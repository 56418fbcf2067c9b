package org.proxypass.exchange;

import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.proxypass.expression.ExpressionContext;
import org.proxypass.http.Fields;

/**
 * What the variables of an expression mean for an exchange.
 *
 * @param exchange the exchange
 * @param requestFields the request's header section as it is by now
 * @param responseFields the response's; null as long as there is none
 * @param status the response's; 0 as long as there is none
 */
public record ExchangeExpressions(
    Exchange exchange, Fields requestFields, @Nullable Fields responseFields, int status)
    implements ExpressionContext {

  /** Before there is a response. */
  public static ExchangeExpressions ofRequest(Exchange exchange) {
    return new ExchangeExpressions(exchange, exchange.requestFields(), null, 0);
  }

  @Override
  public @Nullable String requestField(String name) {
    return requestFields.joined(name);
  }

  @Override
  public @Nullable String responseField(String name) {
    return responseFields == null ? null : responseFields.joined(name);
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
  public @Nullable String variable(String name) {
    ClientRequest request = exchange.clientRequest();
    if (name.startsWith("HTTP_")) {
      return requestFields.joined(name.substring(5).replace('_', '-'));
    }
    if (name.startsWith("SSL_")) {
      return request.tlsVariable(name);
    }
    if (name.startsWith("TIME")) {
      return time(name, LocalDateTime.now(ZoneId.systemDefault()));
    }
    return switch (name) {
      case "REQUEST_METHOD" -> request.method();
      case "REQUEST_SCHEME" -> exchange.publicAddress().scheme();
      case "REQUEST_URI", "DOCUMENT_URI" -> exchange.path();
      // Before there is a response, httpd calls it 200.
      case "REQUEST_STATUS" -> status == 0 ? "200" : Integer.toString(status);
      case "QUERY_STRING" -> request.query();
      case "CONTENT_TYPE" -> responseFields == null ? null : responseFields.first("Content-Type");
      case "REMOTE_ADDR", "CONN_REMOTE_ADDR", "REMOTE_HOST" -> request.remoteAddress();
      case "UNIQUE_ID" -> exchange.uniqueId();
      case "REMOTE_USER" -> remoteUser(request);
      case "SERVER_NAME" -> exchange.publicAddress().serverName();
      case "SERVER_ADDR" -> request.localAddress();
      case "SERVER_PORT" -> serverPort(exchange.publicAddress());
      case "SERVER_PROTOCOL" -> request.protocol();
      case "SERVER_SOFTWARE" -> "proxypass";
      case "THE_REQUEST" -> requestLine(request);
      case "HTTPS" -> request.scheme().equals("https") ? "on" : "off";
      case "IPV6" -> request.remoteAddress().indexOf(':') >= 0 ? "on" : "off";
      case "CONTEXT_PREFIX" -> exchange.publicAddress().contextPath();
      default -> null;
    };
  }

  /** The port the client named, not the one it came to (UseCanonicalPhysicalPort Off). */
  private static String serverPort(PublicAddress us) {
    String authority = us.authority();
    int colon = authority.lastIndexOf(':');
    // The colons of an IPv6 address stand before its bracket.
    if (colon > authority.lastIndexOf(']')) {
      return authority.substring(colon + 1);
    }
    return us.scheme().equals("https") ? "443" : "80";
  }

  private @Nullable String remoteUser(ClientRequest request) {
    String user = exchange.remoteUser();
    return user == null ? request.remoteUser() : user;
  }

  private static String requestLine(ClientRequest request) {
    String query = request.query();
    String target = query == null ? request.rawPath() : request.rawPath() + "?" + query;
    return request.method() + " " + target + " " + request.protocol();
  }

  private static @Nullable String time(String name, LocalDateTime now) {
    return switch (name) {
      case "TIME_YEAR" -> Integer.toString(now.getYear());
      case "TIME_MON" -> twoDigits(now.getMonthValue());
      case "TIME_DAY" -> twoDigits(now.getDayOfMonth());
      case "TIME_HOUR" -> twoDigits(now.getHour());
      case "TIME_MIN" -> twoDigits(now.getMinute());
      case "TIME_SEC" -> twoDigits(now.getSecond());
      case "TIME_WDAY" -> Integer.toString(now.getDayOfWeek().getValue() % 7);
      case "TIME" ->
          now.getYear()
              + twoDigits(now.getMonthValue())
              + twoDigits(now.getDayOfMonth())
              + twoDigits(now.getHour())
              + twoDigits(now.getMinute())
              + twoDigits(now.getSecond());
      default -> null;
    };
  }

  private static String twoDigits(int value) {
    return value < 10 ? "0" + value : Integer.toString(value);
  }
}
