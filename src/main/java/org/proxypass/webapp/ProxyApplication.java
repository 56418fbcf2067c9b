package org.proxypass.webapp;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.ProxyConfig;
import org.proxypass.exchange.Response;
import org.proxypass.exchange.UpgradedConnection;
import org.proxypass.tunnel.EndReason;
import org.proxypass.tunnel.Tunnels;

/**
 * proxypass inside one servlet context: owns what lives for the configuration. The launcher calls
 * {@link #register}; in a container {@link ProxyContextListener} puts it into the context and
 * web.xml names the filters and the servlet.
 */
public final class ProxyApplication implements AutoCloseable {
  private static final String ATTRIBUTE = ProxyApplication.class.getName();

  private static final Duration TUNNEL_PATIENCE = Duration.ofSeconds(2);

  private final ProxyEngine engine;
  private final ErrorResponder errorResponder;
  private final ContainerFields containerFields;
  private final Tunnels tunnels = new Tunnels();
  private final Upgrades upgrades = new Upgrades(tunnels);

  /** For the launcher, whose connectors are those of {@code Listen}; connects nowhere yet. */
  public ProxyApplication(ProxyConfig config) {
    this(config, ContainerFields.BY_SERVLET_API);
  }

  /**
   * As {@link #ProxyApplication(ProxyConfig)}, for a launcher that knows its container.
   *
   * @param containerFields reads and writes heads
   */
  public ProxyApplication(ProxyConfig config, ContainerFields containerFields) {
    // Asked late: loading the JVM's trust costs a tenth of a second that most starts do not need.
    this(config, false, ProxyEngine::defaultTls, containerFields);
  }

  /**
   * As {@link #ProxyApplication(ProxyConfig)}, with another trust.
   *
   * @param tls for https backends
   */
  public ProxyApplication(ProxyConfig config, SSLContext tls) {
    this(config, false, () -> tls, ContainerFields.BY_SERVLET_API);
  }

  private ProxyApplication(
      ProxyConfig config,
      boolean foreignPorts,
      Supplier<SSLContext> tls,
      ContainerFields containerFields) {
    this.containerFields = containerFields;
    this.engine = new ProxyEngine(config, foreignPorts, tls, containerFields);
    this.errorResponder = new ErrorResponder(engine, new FaultLog());
  }

  /** For a container that accepts the connections on ports of its own. */
  static ProxyApplication inContainer(ProxyConfig config) {
    return new ProxyApplication(
        config, true, ProxyEngine::defaultTls, ContainerFields.BY_SERVLET_API);
  }

  /** Adds filters and servlet to {@code context}; call before the context is initialised. */
  public void register(ServletContext context) {
    attachTo(context);
    addFilter(context, "exchange", new ExchangeFilter());
    addFilter(context, "errorDocument", new ErrorDocumentFilter());
    addFilter(context, "accessControl", new AccessControlFilter());
    ServletRegistration.Dynamic servlet = context.addServlet("proxy", new ProxyServlet());
    servlet.addMapping("/*");
    servlet.setAsyncSupported(true);
    servlet.setLoadOnStartup(1);
  }

  private static void addFilter(ServletContext context, String name, Filter filter) {
    FilterRegistration.Dynamic registration = context.addFilter(name, filter);
    registration.setAsyncSupported(true);
    registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
  }

  /** Lets the filters and servlets of {@code context} find this application. */
  void attachTo(ServletContext context) {
    context.setAttribute(ATTRIBUTE, this);
  }

  /** The application of {@code context}, or null when nothing attached one. */
  static @Nullable ProxyApplication of(ServletContext context) {
    return (ProxyApplication) context.getAttribute(ATTRIBUTE);
  }

  /** The engine that new requests take. */
  ProxyEngine engine() {
    return engine;
  }

  /** The writer of this application's error pages. */
  ErrorResponder errorResponder() {
    return errorResponder;
  }

  /** The connections that left HTTP; they outlive the engine that opened them. */
  public Tunnels tunnels() {
    return tunnels;
  }

  /** Ends every tunnel, as a stop does before it waits for exchanges: none would end by itself. */
  public void closeTunnels() {
    tunnels.closeAll(EndReason.GOING_AWAY, TUNNEL_PATIENCE);
  }

  /** Relays a 101 of a backend. */
  void upgrade(
      Passage passage,
      Response source,
      UpgradedConnection backend,
      HttpServletRequest request,
      HttpServletResponse response) {
    upgrades.begin(passage, source, backend, containerFields, request, response);
  }

  /** Ends all pools and whatever else lives. Exchanges in flight are cut. */
  @Override
  public void close() {
    tunnels.close();
    engine.close();
  }
}
