package org.proxypass.webapp;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Refuses what {@code Require} or {@code Order}, {@code Allow} and {@code Deny} do not grant.
 * Stands behind {@link ErrorDocumentFilter}. Has no init-parameters.
 */
public final class AccessControlFilter extends HttpFilter {
  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Passage passage = Attributes.passage(request);
    if (passage != null) {
      AccessControl.check(passage);
    }
    chain.doFilter(request, response);
  }
}
