package org.proxypass.webapp;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.ConfigException;
import org.proxypass.config.ConfigLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration when a container starts the web application, and ends what it started. A
 * configuration with errors stops the start; every error is in the log.
 */
public final class ProxyContextListener implements ServletContextListener {
  private static final Logger LOG = LoggerFactory.getLogger(ProxyContextListener.class);

  private @Nullable OwnedApplication application;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    try {
      ConfigurationSource source = new ConfigurationSource(context);
      OwnedApplication started =
          OwnedApplication.start(
              Map.of("context", OwnedApplication.contextName(context)),
              () -> source.load(ConfigLoader.create()));
      application = started;
      started.application().attachTo(context);
    } catch (ConfigException e) {
      e.problems().forEach(problem -> LOG.error("{}", problem));
      throw new IllegalStateException("the configuration has errors:\n" + e.getMessage());
    }
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    if (application != null) {
      application.close();
    }
  }
}
