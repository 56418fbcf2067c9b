package org.proxypass.launcher;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardServer;
import org.proxypass.config.HostConfig;
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
  private final ListenerSet listeners;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private volatile Duration grace = Duration.ZERO;

  private EmbeddedServer(
      ProxyApplication application, StandardServer server, OverflowExecutor executor) {
    this.application = application;
    this.server = server;
    this.executor = executor;
    this.listeners = new ListenerSet(server.findServices()[0]);
  }

  /**
   * Starts a server for {@code config} on the addresses of {@code Listen} (or those of {@code
   * <VirtualHost>}, or port 8080).
   *
   * @throws LaunchException when a listener cannot be opened; nothing is left running then
   */
  public static EmbeddedServer start(ProxyConfig config) throws LaunchException {
    Listeners.of(config);
    ProxyApplication application = application(config);
    OverflowExecutor executor =
        new OverflowExecutor(
            IDLE_THREADS, PLATFORM_THREADS, VirtualThreads.factory("exchange-overflow-"));
    application.setIdleThreads(executor::idleThreads);
    EmbeddedServer started =
        new EmbeddedServer(application, TomcatContainer.create(application), executor);
    boolean complete = false;
    try {
      started.startContainer();
      started.listen(config, () -> {});
      complete = true;
    } finally {
      if (!complete) {
        started.stop(Duration.ZERO);
      }
    }
    return started;
  }

  private static ProxyApplication application(ProxyConfig config) throws LaunchException {
    try {
      return new ProxyApplication(config, new TomcatFields());
    } catch (UncheckedIOException e) {
      throw new LaunchException(String.valueOf(e.getMessage()), e);
    }
  }

  private void startContainer() throws LaunchException {
    try {
      server.start();
    } catch (LifecycleException e) {
      throw new LaunchException("cannot start: " + Causes.rootMessage(e), e);
    }
  }

  private void listen(ProxyConfig config, Runnable swap) throws LaunchException {
    Duration patience = config.global().get(ServerSettings.GRACEFUL_SHUTDOWN_TIMEOUT);
    Duration timeout = config.mainHost().settings().get(ServerSettings.TIMEOUT);
    Connectors connectors = new Connectors(executor, timeout, trailerNames(config));
    listeners.change(Listeners.of(config), connectors, swap, patience);
    grace = patience;
  }

  private static Set<String> trailerNames(ProxyConfig config) {
    Set<String> names = new TreeSet<>(config.mainHost().settings().get(ProtocolSettings.TRAILERS));
    for (HostConfig host : config.virtualHosts()) {
      names.addAll(host.settings().get(ProtocolSettings.TRAILERS));
    }
    return names;
  }

  /**
   * Serves by {@code config} from now on, on the addresses that it names. Connections that are open
   * stay open, and requests in flight finish with what they began with. Does nothing on a server
   * that was stopped.
   *
   * @throws LaunchException when a listener cannot be opened; nothing has changed then
   */
  public synchronized void reload(ProxyConfig config) throws LaunchException {
    if (!stopped.get()) {
      listen(config, () -> application.reload(config));
    }
  }

  /** The port of each listener, in the order of the configuration. */
  public List<Integer> ports() {
    return listeners.ports();
  }

  /** A URL for each listener under which this machine reaches it. */
  public List<String> urls() {
    return listeners.urls();
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
    listeners.endGracefully();
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
