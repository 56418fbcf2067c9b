package org.proxypass.launcher;

import java.io.IOException;
import org.proxypass.config.ConfigException;
import org.proxypass.config.ConfigLoader;

/** A proxy with two backends of its own, to see requests forwarded without preparing anything. */
final class Demo implements AutoCloseable {
  private static final int FIRST_PORT = 8080;
  private static final int LAST_PORT = 8099;

  private final DemoBackend hello;
  private final DemoBackend howdy;
  private final String configuration;
  private final EmbeddedServer server;

  private Demo(DemoBackend hello, DemoBackend howdy, String configuration, EmbeddedServer server) {
    this.hello = hello;
    this.howdy = howdy;
    this.configuration = configuration;
    this.server = server;
  }

  /**
   * Starts the backends, and the proxy on port 8080 of the loopback interface or the next free one.
   *
   * @throws LaunchException when none of twenty ports is free
   * @throws IOException when a backend cannot be started
   */
  static Demo start(ConfigLoader loader) throws LaunchException, IOException, ConfigException {
    DemoBackend hello = DemoBackend.start("Hello world!");
    DemoBackend howdy = null;
    Demo demo = null;
    try {
      howdy = DemoBackend.start("Howdy world!");
      demo = start(loader, hello, howdy);
    } finally {
      if (demo == null) {
        hello.close();
        if (howdy != null) {
          howdy.close();
        }
      }
    }
    return demo;
  }

  private static Demo start(ConfigLoader loader, DemoBackend hello, DemoBackend howdy)
      throws LaunchException, ConfigException {
    for (int port = FIRST_PORT; ; port++) {
      String configuration = configuration(port, hello.url(), howdy.url());
      try {
        EmbeddedServer server =
            EmbeddedServer.start(loader.loadText(configuration, "demo.conf").config());
        return new Demo(hello, howdy, configuration, server);
      } catch (LaunchException e) {
        if (port == LAST_PORT) {
          throw e;
        }
      }
    }
  }

  private static String configuration(int port, String hello, String howdy) {
    return """
    Listen 127.0.0.1:%d
    ProxyStatus On

    <Proxy balancer://mycluster>
        BalancerMember %s
        BalancerMember %s
    </Proxy>

    ProxyPass        /hello %s/hello
    ProxyPassReverse /hello %s/hello
    ProxyPass        /howdy %s/howdy
    ProxyPassReverse /howdy %s/howdy
    ProxyPass        / balancer://mycluster/
    ProxyPassReverse / balancer://mycluster/

    <Location /balancer-manager>
        SetHandler balancer-manager
        Require local
    </Location>
    <Location /server-status>
        SetHandler server-status
        Require local
    </Location>
    """
        .formatted(port, hello, howdy, hello, hello, howdy, howdy);
  }

  /** The proxy. */
  EmbeddedServer server() {
    return server;
  }

  /** What to try, and the configuration that makes it so. */
  String explanation() {
    String url = server.urls().get(0);
    return """

    Try:
      curl %shello     Hello world!
      curl %showdy     Howdy world!
      curl %s          Hello world! and Howdy world! in turn

    and in a browser:
      %sbalancer-manager     take a backend out, change its share
      %sserver-status        see what was served

    This is the configuration; save it as proxy.conf to begin with your own:

    %s
    Ctrl-C stops the proxy and the two backends.
    """
        .formatted(url, url, url, url, url, configuration.indent(2));
  }

  /** Stops the proxy and then the backends. */
  @Override
  public void close() {
    server.close();
    hello.close();
    howdy.close();
  }
}
