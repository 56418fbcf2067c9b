package org.proxypass.webapp;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import java.io.IOException;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.ConfigException;
import org.proxypass.config.ConfigLoader;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.Response;
import org.proxypass.exchange.UpgradedConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forwards requests. Without init-parameters it serves the configuration of the whole context.
 *
 * <p>With init-parameters it has a configuration of its own, in which every path is relative to the
 * servlet's mapping, and the one-argument form of a {@code <Location>} may be used:
 *
 * <pre>{@code
 * <servlet>
 *   <servlet-name>solr</servlet-name>
 *   <servlet-class>org.proxypass.webapp.ProxyServlet</servlet-class>
 *   <init-param>
 *     <param-name>ProxyPass</param-name>
 *     <param-value>http://127.0.0.1:8983/solr</param-value>
 *   </init-param>
 *   <async-supported>true</async-supported>
 * </servlet>
 * <servlet-mapping>
 *   <servlet-name>solr</servlet-name>
 *   <url-pattern>/solr/*</url-pattern>
 * </servlet-mapping>
 * }</pre>
 */
public final class ProxyServlet extends HttpServlet {
  private static final Logger LOG = LoggerFactory.getLogger(ProxyServlet.class);

  private @Nullable ProxyApplication own;

  @Override
  public void init() throws ServletException {
    Map<String, String> parameters = new HashMap<>();
    Enumeration<String> names = getInitParameterNames();
    while (names.hasMoreElements()) {
      String name = names.nextElement();
      parameters.put(name, String.valueOf(getInitParameter(name)));
    }
    if (!parameters.isEmpty()) {
      try {
        ConfigLoader.Loaded loaded = ConfigLoader.create().loadServletParameters(parameters);
        loaded.warnings().forEach(warning -> LOG.warn("{}: {}", getServletName(), warning));
        own = ProxyApplication.inContainer(loaded.config());
      } catch (ConfigException e) {
        throw new ServletException("servlet " + getServletName() + ":\n" + e.getMessage());
      }
    }
  }

  @Override
  public void destroy() {
    if (own != null) {
      own.close();
    }
  }

  // Not the do… methods of HttpServlet: any method token is forwarded, PROPFIND and "get" too.
  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    if (request.getAttribute(ResponseSender.BREAK_OFF) != null) {
      throw new BrokenResponseException();
    }
    Passage passage = Attributes.passage(request);
    if (own != null) {
      serveAlone(own, mappedPath(request), request, response);
    } else if (passage == null || !Attributes.faultsAreHandled(request)) {
      serveAlone(Attributes.application(request), "", request, response);
    } else {
      // A filter in between may have signed somebody on since the exchange was opened.
      passage.exchange().setRemoteUser(request.getRemoteUser());
      ProxyApplication application = Attributes.application(request);
      application.engine().adopt(passage, request);
      serve(application, application.engine(), passage, request, response);
    }
  }

  private static void serve(
      ProxyApplication application,
      ProxyEngine engine,
      Passage passage,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    passage.exchange().setInterimResponses(new EarlyHints(request, response));
    Response produced = engine.produce(passage);
    UpgradedConnection upgraded = produced.body().upgraded();
    if (upgraded != null) {
      application.upgrade(passage, produced, upgraded, request, response);
      return;
    }
    ResponseTrailers.offer(passage.settings(), produced.body(), request, response);
    engine.sender().send(produced, request, response);
  }

  /** The part of the path that the servlet's mapping took: none for {@code /} and {@code *.do}. */
  private static String mappedPath(HttpServletRequest request) {
    MappingMatch match = request.getHttpServletMapping().getMappingMatch();
    boolean byPath = match == MappingMatch.PATH || match == MappingMatch.EXACT;
    return byPath ? request.getServletPath() : "";
  }

  /** All the steps of the filters in one place, for a servlet that has none in front. */
  private void serveAlone(
      ProxyApplication application,
      String servletPath,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    ProxyEngine engine = application.engine();
    String basePath = getServletContext().getContextPath() + servletPath;
    Passage passage = engine.open(request, basePath);
    try {
      passage.requireServable();
      AccessControl.check(passage.settings());
      serve(application, engine, passage, request, response);
    } catch (RuntimeException e) {
      Fault fault = Faults.of(e);
      application.errorResponder().respond(passage, fault, request, response);
    }
  }
}
