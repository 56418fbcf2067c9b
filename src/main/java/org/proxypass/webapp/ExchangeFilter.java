package org.proxypass.webapp;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Opens the exchange: decides the virtual host, the settings of the path and the mapping, so that
 * every filter behind it sees them; and counts it when it is over. Must be the first of proxypass'
 * filters. Has no init-parameters.
 */
public final class ExchangeFilter extends HttpFilter {
  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String contextPath = request.getServletContext().getContextPath();
    ProxyEngine engine = Attributes.application(request).engine();
    Passage passage = engine.open(request, contextPath);
    Attributes.setAdmission(request, new Admission(engine, passage));
    ExchangeRecorder recorder = engine.recorder();
    boolean thrown = true;
    recorder.begin();
    try {
      chain.doFilter(request, response);
      thrown = false;
    } finally {
      recorder.end(passage, request, response, thrown);
    }
  }
}
