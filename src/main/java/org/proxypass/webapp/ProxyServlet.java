package org.proxypass.webapp;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.ConfigException;
import org.proxypass.config.ConfigLoader;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.Response;
import org.proxypass.exchange.UpgradedConnection;

/**
 * Forwards requests. Without init-parameters it serves the configuration of the whole context.
 *
 * <p>With init-parameters it has a configuration of its own, in which every path is relative to the
 * servlet's mapping, and the one-argument form of a {@code <Location>} may be used; the parameter
 * {@code config} names a file that is read first:
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
  private @Nullable OwnedApplication own;

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
        Optional<Path> file =
            Optional.ofNullable(parameters.get("config"))
                .filter(name -> !name.isBlank())
                .map(name -> ConfigurationSource.resolve(getServletContext(), name.trim()));
        own =
            OwnedApplication.start(
                Map.of(
                    "context",
                    OwnedApplication.contextName(getServletContext()),
                    "servlet",
                    getServletName()),
                () -> ConfigLoader.create().loadServlet(file, parameters));
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
    Admission admission = Attributes.admission(request);
    if (own != null) {
      serveAlone(own.application(), mappedPath(request), request, response);
    } else if (admission == null || !Attributes.faultsAreHandled(request)) {
      serveAlone(Attributes.application(request), "", request, response);
    } else {
      // A filter in between may have signed somebody on since the exchange was opened.
      admission.passage().exchange().setRemoteUser(request.getRemoteUser());
      admission.engine().adopt(admission.passage(), request);
      serve(admission.engine(), admission.passage(), request, response);
    }
  }

  private static void serve(
      ProxyEngine engine, Passage passage, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    passage.exchange().setInterimResponses(new EarlyHints(request, response));
    Response produced = engine.produce(passage);
    UpgradedConnection upgraded = produced.body().upgraded();
    if (upgraded != null) {
      engine.upgrades().begin(passage, produced, upgraded, engine.recorder(), request, response);
      return;
    }
    ResponseTrailers.offer(passage.settings(), produced.body(), request, response);
    engine.sender().send(produced, passage.exchange(), request, response);
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
    if (Attributes.passage(request) != null && own == null) {
      // ExchangeFilter has counted it already.
      serveOpened(engine, passage, request, response);
      return;
    }
    ExchangeRecorder recorder = engine.recorder();
    boolean thrown = true;
    recorder.begin();
    try {
      serveOpened(engine, passage, request, response);
      thrown = false;
    } finally {
      recorder.end(passage, request, response, thrown);
    }
  }

  private static void serveOpened(
      ProxyEngine engine, Passage passage, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      passage.requireServable();
      AccessControl.check(passage);
      serve(engine, passage, request, response);
    } catch (RuntimeException e) {
      Fault fault = Faults.of(e);
      engine.errorResponder().respond(passage, fault, request, response);
    }
  }
}
