package org.proxypass.webapp;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** What our filters and servlets tell each other through the request. */
final class Attributes {
  private static final String ADMISSION = Admission.class.getName();
  private static final String FAULTS_HANDLED = ErrorDocumentFilter.class.getName();

  private static final String TUNNEL_LOGS = TunnelLog.class.getName();

  private Attributes() {}

  static ProxyApplication application(HttpServletRequest request) throws ServletException {
    ProxyApplication application = ProxyApplication.of(request.getServletContext());
    if (application == null) {
      throw new ServletException(
          "no configuration: web.xml must name the listener "
              + ProxyContextListener.class.getName());
    }
    return application;
  }

  static @Nullable Admission admission(HttpServletRequest request) {
    return (Admission) request.getAttribute(ADMISSION);
  }

  static @Nullable Passage passage(HttpServletRequest request) {
    Admission admission = admission(request);
    return admission == null ? null : admission.passage();
  }

  static void setAdmission(HttpServletRequest request, Admission admission) {
    request.setAttribute(ADMISSION, admission);
  }

  /** Whether {@code logs} will log this request when the tunnel that it became is over. */
  static boolean loggedByTunnel(HttpServletRequest request, AccessLogs logs) {
    return request.getAttribute(TUNNEL_LOGS) == logs;
  }

  /** Has {@code logs} log this request when the tunnel that it became is over, and only then. */
  static void setLoggedByTunnel(HttpServletRequest request, AccessLogs logs) {
    request.setAttribute(TUNNEL_LOGS, logs);
  }

  /** Whether somebody in front turns a Fault into a page. */
  static boolean faultsAreHandled(HttpServletRequest request) {
    return request.getAttribute(FAULTS_HANDLED) != null;
  }

  static void setFaultsHandled(HttpServletRequest request) {
    request.setAttribute(FAULTS_HANDLED, true);
  }
}
