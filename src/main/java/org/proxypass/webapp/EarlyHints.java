package org.proxypass.webapp;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.proxypass.exchange.InterimResponses;
import org.proxypass.http.Fields;
import org.proxypass.http.HopByHop;

/**
 * Relays a backend's 103 (RFC 8297) where the container can send one: Tomcat does when {@code
 * sendError} is called with that status. Every other interim response ends here; the 100 is the
 * container's own.
 */
final class EarlyHints implements InterimResponses {
  private static final int EARLY_HINTS = 103;

  private final HttpServletRequest request;
  private final HttpServletResponse response;

  EarlyHints(HttpServletRequest request, HttpServletResponse response) {
    this.request = request;
    this.response = response;
  }

  @Override
  public void relay(int status, Fields fields) {
    if (status != EARLY_HINTS
        || response.isCommitted()
        || request.getProtocol().equals("HTTP/1.0")
        // A wrapper or another container would make a final response of it.
        || !response.getClass().getName().startsWith("org.apache.catalina.")) {
      return;
    }
    HopByHop.removeFromResponse(fields);
    fields.remove("Content-Length");
    List<String[]> saved = savedFields();
    response.reset();
    for (int i = 0; i < fields.size(); i++) {
      response.addHeader(fields.name(i), fields.value(i));
    }
    try {
      response.sendError(EARLY_HINTS);
    } catch (IOException gone) {
      // Writing the final response will tell.
      return;
    } finally {
      response.reset();
      saved.forEach(field -> response.addHeader(field[0], field[1]));
    }
  }

  /** What filters in front of us have set already belongs to the final response. */
  private List<String[]> savedFields() {
    List<String[]> saved = new ArrayList<>();
    for (String name : response.getHeaderNames()) {
      for (String value : response.getHeaders(name)) {
        saved.add(new String[] {name, value});
      }
    }
    return saved;
  }
}
