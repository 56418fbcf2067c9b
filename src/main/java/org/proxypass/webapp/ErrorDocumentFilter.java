package org.proxypass.webapp;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.proxypass.exchange.Fault;

/**
 * Turns whatever goes wrong behind it into the page that ErrorDocument configures. Stands behind
 * {@link ExchangeFilter} and in front of every other filter. Has no init-parameters.
 */
public final class ErrorDocumentFilter extends HttpFilter {
  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Admission admission = Attributes.admission(request);
    if (admission == null) {
      throw new ServletException(
          "web.xml must map " + ExchangeFilter.class.getName() + " in front of this filter");
    }
    Attributes.setFaultsHandled(request);
    try {
      admission.passage().requireServable();
      chain.doFilter(request, response);
    } catch (ServletException | RuntimeException | StackOverflowError e) {
      respond(admission, Faults.of(e), request, response);
    } catch (IOException e) {
      // A filter behind us failed; once something is sent, it is the client that is gone.
      if (response.isCommitted()) {
        throw e;
      }
      respond(admission, Faults.of(e), request, response);
    }
  }

  private static void respond(
      Admission admission, Fault fault, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    admission.engine().errorResponder().respond(admission.passage(), fault, request, response);
  }
}
