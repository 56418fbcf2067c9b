package org.proxypass.testing;

import java.io.IOException;
import org.proxypass.config.ConfigException;
import org.proxypass.config.ConfigLoader;
import org.proxypass.config.ProxyConfig;
import org.proxypass.launcher.EmbeddedServer;
import org.proxypass.launcher.LaunchException;

/** proxypass, embedded in this JVM, with the same configuration text an httpd gets. */
public final class ProxypassServer implements ProxyUnderTest {
  private static final int ATTEMPTS = 5;

  private final EmbeddedServer server;
  private final CapturedLog log;

  private ProxypassServer(EmbeddedServer server, CapturedLog log) {
    this.server = server;
    this.log = log;
  }

  /**
   * Starts proxypass and returns when its port answers; tries other ports while somebody else takes
   * them first.
   *
   * @throws IOException with every problem of the configuration
   */
  public static ProxypassServer start(Configuration configuration) throws IOException {
    CapturedLog log = CapturedLog.start("org.proxypass");
    for (int attempt = 1; ; attempt++) {
      int port = FreePort.find();
      try {
        return new ProxypassServer(EmbeddedServer.start(load(configuration, port)), log);
      } catch (LaunchException e) {
        if (attempt == ATTEMPTS) {
          log.stop();
          throw new IOException("proxypass did not start", e);
        }
      } catch (ConfigException e) {
        log.stop();
        throw new IOException(e.getMessage(), e);
      }
    }
  }

  private static ProxyConfig load(Configuration configuration, int port) throws ConfigException {
    String own = "Listen 127.0.0.1:" + port + "\nServerName front.test\n";
    return ConfigLoader.create().loadText(own + configuration.apply(port), "proxy.conf").config();
  }

  @Override
  public int port() {
    return server.ports().get(0);
  }

  @Override
  public String host() {
    return "front.test";
  }

  @Override
  public String log() {
    return log.text();
  }

  @Override
  public void close() {
    server.stop(java.time.Duration.ofSeconds(1));
    log.stop();
  }
}
