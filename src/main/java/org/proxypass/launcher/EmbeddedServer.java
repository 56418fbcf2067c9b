package org.proxypass.launcher;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Service;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardServer;
import org.apache.coyote.http11.Http11NioProtocol;
import org.proxypass.config.HostConfig;
import org.proxypass.config.ListenAddress;
import org.proxypass.config.ProtocolSettings;
import org.proxypass.config.ProxyConfig;
import org.proxypass.config.ServerSettings;
import org.proxypass.webapp.ProxyApplication;

/**
 * proxypass in a Tomcat of its own inside this JVM. {@link #start} returns when every listener
 * accepts connections; {@link #close} lets exchanges in flight finish.
 */
public final class EmbeddedServer implements AutoCloseable {
  private static final int IDLE_THREADS = 10;
  private static final int PLATFORM_THREADS = 200;
  private static final long DRAIN_CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final ProxyApplication application;
  private final StandardServer server;
  private final OverflowExecutor executor;
  private final Duration grace;
  private final List<Listener> listeners = new ArrayList<>();
  private final AtomicBoolean stopped = new AtomicBoolean();

  private record Listener(ListenAddress listen, Connector connector) {
    int port() {
      return connector.getLocalPort();
    }

    Http11NioProtocol protocol() {
      return (Http11NioProtocol) connector.getProtocolHandler();
    }
  }

  private EmbeddedServer(
      ProxyApplication application,
      StandardServer server,
      OverflowExecutor executor,
      Duration grace) {
    this.application = application;
    this.server = server;
    this.executor = executor;
    this.grace = grace;
  }

  /**
   * Starts a server for {@code config} on the addresses of {@code Listen} (or those of {@code
   * <VirtualHost>}, or port 8080).
   *
   * @throws LaunchException when a listener cannot be opened; nothing is left running then
   */
  public static EmbeddedServer start(ProxyConfig config) throws LaunchException {
    List<ListenAddress> listens = Listeners.of(config);
    ProxyApplication application = new ProxyApplication(config, new TomcatFields());
    OverflowExecutor executor =
        new OverflowExecutor(
            IDLE_THREADS, PLATFORM_THREADS, VirtualThreads.factory("exchange-overflow-"));
    EmbeddedServer started =
        new EmbeddedServer(
            application,
            TomcatContainer.create(application),
            executor,
            config.global().get(ServerSettings.GRACEFUL_SHUTDOWN_TIMEOUT));
    boolean complete = false;
    try {
      Duration timeout = config.mainHost().settings().get(ServerSettings.TIMEOUT);
      started.open(listens, new Connectors(executor, timeout, trailerNames(config)));
      complete = true;
    } finally {
      if (!complete) {
        started.stop(Duration.ZERO);
      }
    }
    return started;
  }

  private static Set<String> trailerNames(ProxyConfig config) {
    Set<String> names = new TreeSet<>(config.mainHost().settings().get(ProtocolSettings.TRAILERS));
    for (HostConfig host : config.virtualHosts()) {
      names.addAll(host.settings().get(ProtocolSettings.TRAILERS));
    }
    return names;
  }

  private void open(List<ListenAddress> listens, Connectors connectors) throws LaunchException {
    try {
      server.start();
    } catch (LifecycleException e) {
      throw new LaunchException("cannot start: " + rootMessage(e), e);
    }
    Service service = server.findServices()[0];
    for (ListenAddress listen : listens) {
      Connector connector = connectors.connector(listen);
      try {
        // The application is up by now, so the connector is started at once.
        service.addConnector(connector);
      } catch (IllegalArgumentException e) {
        throw new LaunchException(Listeners.directive(listen) + ": " + rootMessage(e), e);
      }
      listeners.add(new Listener(listen, connector));
    }
  }

  private static String rootMessage(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return message == null ? root.toString() : message;
  }

  /** The port of each listener, in the order of the configuration. */
  public List<Integer> ports() {
    return listeners.stream().map(Listener::port).toList();
  }

  /** A URL for each listener under which this machine reaches it. */
  public List<String> urls() {
    return listeners.stream()
        .map(listener -> Listeners.url(listener.listen(), listener.port()))
        .toList();
  }

  /**
   * Closes the listeners, waits for the exchanges in flight for as long as {@code
   * GracefulShutdownTimeout} says (0 waits for all of them, as in httpd), and stops.
   */
  @Override
  public void close() {
    stop(grace.isZero() ? Duration.ofNanos(Long.MAX_VALUE) : grace);
  }

  /**
   * Closes the listeners, waits for the exchanges in flight, and stops. Does nothing the second
   * time.
   *
   * @param patience what is still running after this time is cut
   */
  public void stop(Duration patience) {
    if (stopped.getAndSet(true)) {
      return;
    }
    for (Listener listener : listeners) {
      // Answers from now on say "Connection: close", so that no new exchange follows.
      listener.protocol().setMaxKeepAliveRequests(1);
      listener.protocol().closeServerSocketGraceful();
    }
    application.closeTunnels();
    awaitIdle(patience);
    try {
      server.stop();
      server.destroy();
    } catch (LifecycleException e) {
      throw new IllegalStateException("cannot stop", e);
    } finally {
      executor.close();
      application.close();
    }
  }

  private void awaitIdle(Duration patience) {
    long start = System.nanoTime();
    while (executor.activeTasks() > 0
        && System.nanoTime() - start < patience.toNanos()
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(DRAIN_CHECK_NANOS);
    }
  }
}
