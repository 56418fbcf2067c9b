package org.proxypass.webapp;

import java.util.HashMap;
import java.util.Map;
import org.proxypass.exchange.ClientRequest;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.Fault;
import org.proxypass.mapping.MappingResult;

/** What the request for an error page knows of the request that failed. */
final class ErrorVariables {
  private static final String PREFIX = "REDIRECT_";

  private ErrorVariables() {}

  /**
   * httpd's {@code REDIRECT_*}: every variable of the failed request under that prefix, and its
   * path, query, method, status and the public sentence about it.
   */
  static Map<String, String> of(Passage failed, Fault fault) {
    Exchange exchange = failed.exchange();
    ClientRequest request = exchange.clientRequest();
    Map<String, String> variables = new HashMap<>();
    exchange.variables().forEach((name, value) -> variables.put(PREFIX + name, value));
    variables.put("REDIRECT_STATUS", Integer.toString(fault.status()));
    variables.put("REDIRECT_URL", exchange.publicAddress().contextPath() + exchange.path());
    variables.put("REDIRECT_REQUEST_METHOD", request.method());
    variables.put("REDIRECT_ERROR_NOTES", StatusTexts.sentence(fault.status()));
    String query = request.query();
    if (query != null) {
      variables.put("REDIRECT_QUERY_STRING", query);
    }
    if (failed.result() instanceof MappingResult.Forward) {
      variables.put("REDIRECT_HANDLER", "proxy-server");
    }
    return variables;
  }
}
