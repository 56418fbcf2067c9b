package org.proxypass.webapp;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.proxypass.admin.Statistics;
import org.proxypass.admin.StatusBean;
import org.proxypass.config.LogSettings;
import org.proxypass.config.ProxyConfig;
import org.proxypass.logging.LogFiles;
import org.proxypass.tunnel.EndReason;
import org.proxypass.tunnel.Tunnels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * proxypass inside one servlet context: owns what lives for the configuration. The launcher calls
 * {@link #register}; in a container {@link ProxyContextListener} puts it into the context and
 * web.xml names the filters and the servlet.
 */
public final class ProxyApplication implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProxyApplication.class);
  private static final String ATTRIBUTE = ProxyApplication.class.getName();
  private static final long DRAIN_CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private static final Duration TUNNEL_PATIENCE = Duration.ofSeconds(2);

  private final Surroundings surroundings;
  private volatile ProxyEngine engine;
  private volatile @Nullable ManagementBean statusBean;

  /** Guarded by this. */
  private boolean closed;

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
    this.surroundings =
        new Surroundings(
            foreignPorts,
            tls,
            containerFields,
            new Statistics(),
            new LogFiles(LOG::warn),
            new Upgrades(new Tunnels(), containerFields),
            new ReentrantLock());
    surroundings.statistics().setTunnels(surroundings.upgrades()::figures);
    this.engine = new ProxyEngine(config, surroundings, null);
    engine.countInForce();
  }

  /** For a container that accepts the connections on ports of its own. */
  static ProxyApplication inContainer(ProxyConfig config) {
    if (config.global().configured(LogSettings.ERROR_LOG) != null
        || config.global().configured(LogSettings.LEVELS) != null) {
      LOG.warn("ErrorLog and LogLevel have no effect here: the container's logging decides");
    }
    ProxyApplication application =
        new ProxyApplication(config, true, ProxyEngine::defaultTls, ContainerFields.BY_SERVLET_API);
    application.statistics().setIdleThreads(ContainerThreads::idle);
    return application;
  }

  /** Adds filters and servlet to {@code context}; call before the context is initialised. */
  public void register(ServletContext context) {
    attachTo(context);
    showStatus(Map.of("context", OwnedApplication.contextName(context)));
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

  /**
   * Shows the figures to JMX until this is closed.
   *
   * @param name see {@link ManagementBean}
   */
  void showStatus(Map<String, String> name) {
    statusBean =
        new ManagementBean(
            "Status", name, () -> new StatusBean(statistics(), () -> engine().status()));
    statusBean.open();
  }

  /** The application of {@code context}, or null when nothing attached one. */
  static @Nullable ProxyApplication of(ServletContext context) {
    return (ProxyApplication) context.getAttribute(ATTRIBUTE);
  }

  /**
   * Says how many threads wait for a request.
   *
   * @param source asked for each page of the status
   */
  public void setIdleThreads(IntSupplier source) {
    statistics().setIdleThreads(() -> OptionalLong.of(source.getAsInt()));
  }

  /** What is counted of its requests. */
  Statistics statistics() {
    return surroundings.statistics();
  }

  /** The engine that new requests take. */
  ProxyEngine engine() {
    return engine;
  }

  /**
   * Serves new requests by {@code config} from now on. Workers, balancers and members that it still
   * has live on with connections, counters and state; requests in flight finish with what they
   * began with. Does nothing on an application that is closed.
   *
   * @throws RuntimeException when nothing can be made of it; nothing has changed then
   */
  public synchronized void reload(ProxyConfig config) {
    if (closed) {
      return;
    }
    // What the manager changed in between would be in the predecessor alone.
    surroundings.changes().lock();
    try {
      ProxyEngine predecessor = engine;
      ProxyEngine successor = new ProxyEngine(config, surroundings, predecessor);
      engine = successor;
      successor.countInForce();
      successor.succeed(predecessor);
    } finally {
      surroundings.changes().unlock();
    }
  }

  /**
   * Waits until no exchange holds a connection to a backend.
   *
   * @param patience at most; zero does not wait
   * @return whether that came true in time
   */
  public boolean drain(Duration patience) {
    long start = System.nanoTime();
    while (engine.connectionsInUse() > 0) {
      if (System.nanoTime() - start >= patience.toNanos()
          || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(DRAIN_CHECK_NANOS);
    }
    return true;
  }

  /** The connections that left HTTP; they outlive the engine that opened them. */
  Tunnels tunnels() {
    return surroundings.upgrades().tunnels();
  }

  /** Ends every tunnel, as a stop does before it waits for exchanges: none would end by itself. */
  public void closeTunnels() {
    tunnels().closeAll(EndReason.GOING_AWAY, TUNNEL_PATIENCE);
  }

  /** Ends all pools and whatever else lives. Exchanges in flight are cut. */
  @Override
  public synchronized void close() {
    closed = true;
    tunnels().close();
    if (statusBean != null) {
      statusBean.close();
    }
    engine.close();
    surroundings.logFiles().close();
  }
}
