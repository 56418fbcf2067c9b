package org.proxypass.webapp;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.proxypass.admin.Statistics;
import org.proxypass.admin.StatusBean;
import org.proxypass.config.ProxyConfig;

/**
 * proxypass inside one servlet context: owns what lives for the configuration. The launcher calls
 * {@link #register}; in a container {@link ProxyContextListener} puts it into the context and
 * web.xml names the filters and the servlet.
 */
public final class ProxyApplication implements AutoCloseable {
  private static final String ATTRIBUTE = ProxyApplication.class.getName();

  private final Statistics statistics = new Statistics();
  private volatile @Nullable ManagementBean statusBean;
  private final ProxyEngine engine;
  private final ErrorResponder errorResponder;

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
    this.engine = new ProxyEngine(config, foreignPorts, tls, containerFields, statistics);
    engine.countInForce();
    this.errorResponder = new ErrorResponder(engine, new FaultLog());
  }

  /** For a container that accepts the connections on ports of its own. */
  static ProxyApplication inContainer(ProxyConfig config) {
    ProxyApplication application =
        new ProxyApplication(config, true, ProxyEngine::defaultTls, ContainerFields.BY_SERVLET_API);
    application.statistics.setIdleThreads(ContainerThreads::idle);
    return application;
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
    showStatus(Map.of("context", managementName(context)));
  }

  /** What JMX calls {@code context}. */
  static String managementName(ServletContext context) {
    return context.getContextPath().isEmpty() ? "/" : context.getContextPath();
  }

  /**
   * Shows the figures to JMX until this is closed.
   *
   * @param name see {@link ManagementBean}
   */
  void showStatus(Map<String, String> name) {
    statusBean =
        new ManagementBean(
            "Status", name, () -> new StatusBean(statistics, () -> engine().status()));
    statusBean.open();
  }

  /** The application of {@code context}, or null when nothing attached one. */
  static @Nullable ProxyApplication of(ServletContext context) {
    return (ProxyApplication) context.getAttribute(ATTRIBUTE);
  }

  /** What is counted of its requests. */
  public Statistics statistics() {
    return statistics;
  }

  /** The engine that new requests take. */
  ProxyEngine engine() {
    return engine;
  }

  /** The writer of this application's error pages. */
  ErrorResponder errorResponder() {
    return errorResponder;
  }

  /** Ends all pools and whatever else lives. Exchanges in flight are cut. */
  @Override
  public void close() {
    if (statusBean != null) {
      statusBean.close();
    }
    engine.close();
  }
}
