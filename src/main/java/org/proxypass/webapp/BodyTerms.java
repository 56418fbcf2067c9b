package org.proxypass.webapp;

import java.util.List;
import org.proxypass.config.ProtocolSettings;
import org.proxypass.config.Settings;
import org.proxypass.exchange.ClientRequest;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.Fault;
import org.proxypass.rewrite.TransportVariables;

/**
 * On which terms a client's body is taken and passed on.
 *
 * @param limit its largest length; {@link Long#MAX_VALUE} for any
 * @param expectsContinue whether the backend decides about the client's expectation
 * @param needsLength whether it is gathered to get a length
 * @param trailerNames lower-case names of the trailer fields that pass
 */
record BodyTerms(
    long limit, boolean expectsContinue, boolean needsLength, List<String> trailerNames) {

  /** The terms for one request that has a body. */
  static BodyTerms of(Exchange exchange, Settings settings) {
    boolean variables = !exchange.variables().isEmpty();
    boolean old = variables && TransportVariables.oldProtocol(exchange);
    long limit = settings.get(ProtocolSettings.LIMIT_REQUEST_BODY);
    return new BodyTerms(
        limit == 0 ? Long.MAX_VALUE : limit,
        !old && isExpecting(exchange.clientRequest()) && settings.get(ProtocolSettings.CONTINUE),
        variables && TransportVariables.needsLength(exchange),
        settings.get(ProtocolSettings.TRAILERS));
  }

  /** RFC 9110 §10.1.1: an expectation of HTTP/1.0 is ignored. */
  private static boolean isExpecting(ClientRequest request) {
    String expectation = request.fields().first("Expect");
    return expectation != null
        && expectation.equalsIgnoreCase("100-continue")
        && !request.protocol().equals("HTTP/1.0");
  }

  /** Throws a 413 when {@code length} is more than LimitRequestBody. */
  void requireWithin(long length) {
    if (length > limit) {
      throw Fault.client(413, "the request body is longer than LimitRequestBody " + limit);
    }
  }
}
