package org.proxypass.rewrite;

import org.proxypass.exchange.ConnectionUse;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.InterimResponses;

/** The environment variables by which httpd changes the protocol of a single request. */
public final class TransportVariables {
  private TransportVariables() {}

  /** What {@code force-proxy-request-1.0} and {@code proxy-nokeepalive} say. */
  static ConnectionUse connectionUse(Exchange exchange) {
    if (exchange.variables().isEmpty()) {
      return ConnectionUse.USUAL;
    }
    boolean old = oldProtocol(exchange);
    boolean keepAlive = !old && exchange.variable("proxy-nokeepalive") == null;
    return new ConnectionUse(old, keepAlive, false);
  }

  /** Whether a client's first request must not meet a pooled connection. */
  public static boolean avoidsPoolFirst(Exchange exchange) {
    return !exchange.variables().isEmpty() && exchange.variable("proxy-initial-not-pooled") != null;
  }

  /** Where 1xx responses go: nowhere with {@code proxy-interim-response Suppress}. */
  static InterimResponses interimResponses(Exchange exchange) {
    boolean suppress =
        !exchange.variables().isEmpty()
            && "Suppress".equalsIgnoreCase(exchange.variable("proxy-interim-response"));
    return suppress ? InterimResponses.IGNORED : exchange.interimResponses();
  }

  /** Whether the request goes out as HTTP/1.0 ({@code force-proxy-request-1.0}). */
  public static boolean oldProtocol(Exchange exchange) {
    return exchange.variable("force-proxy-request-1.0") != null;
  }

  /**
   * Whether a body of unknown length is gathered to get one ({@code proxy-sendcl}). As in httpd
   * {@code proxy-sendchunked} takes that back, and changes nothing else where no filter changes the
   * body.
   */
  public static boolean needsLength(Exchange exchange) {
    return oldProtocol(exchange)
        || (exchange.variable("proxy-sendcl") != null && !sendsChunks(exchange));
  }

  private static boolean sendsChunks(Exchange exchange) {
    return exchange.variable("proxy-sendchunked") != null
        || exchange.variable("proxy-sendchunks") != null;
  }
}
