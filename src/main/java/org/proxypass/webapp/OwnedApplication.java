package org.proxypass.webapp;

import jakarta.servlet.ServletContext;
import java.time.Duration;
import java.util.Map;
import org.proxypass.config.ConfigException;
import org.proxypass.config.ConfigLoader;
import org.proxypass.config.ConfigProblem;
import org.proxypass.config.ServerSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An application inside a container, from its first configuration to its end. */
final class OwnedApplication implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OwnedApplication.class);

  private final ProxyApplication application;
  private final ConfigurationReloader reloader;

  private OwnedApplication(ProxyApplication application, ConfigurationReloader reloader) {
    this.application = application;
    this.reloader = reloader;
  }

  /**
   * Reads the configuration, makes what serves by it, and watches it.
   *
   * @param name the properties of the name under which JMX shows the configuration
   * @throws ConfigException with everything that is wrong
   */
  static OwnedApplication start(Map<String, String> name, ConfigurationReloader.Source source)
      throws ConfigException {
    ConfigLoader.Loaded loaded = source.load();
    for (ConfigProblem warning : loaded.warnings()) {
      LOG.warn("{}", warning);
    }
    ProxyApplication application = ProxyApplication.inContainer(loaded.config());
    application.showStatus(name);
    ConfigurationReloader reloader =
        new ConfigurationReloader(name, loaded, source, application::reload);
    reloader.start();
    return new OwnedApplication(application, reloader);
  }

  /** How JMX calls {@code context}. */
  static String contextName(ServletContext context) {
    String path = context.getContextPath();
    return path.isEmpty() ? "/" : path;
  }

  /** What serves. */
  ProxyApplication application() {
    return application;
  }

  /** Lets exchanges in flight finish, for as long as GracefulShutdownTimeout says, and ends. */
  @Override
  public void close() {
    reloader.close();
    Duration grace = reloader.config().global().get(ServerSettings.GRACEFUL_SHUTDOWN_TIMEOUT);
    application.closeTunnels();
    if (!application.drain(grace)) {
      LOG.warn("exchanges are cut that did not finish within {}", grace);
    }
    application.close();
  }
}
