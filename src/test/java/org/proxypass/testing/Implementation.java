package org.proxypass.testing;

import java.io.IOException;

/** The two programs that must behave alike. */
public enum Implementation {
  /** The real httpd; skipped by name where it is not installed. */
  HTTPD {
    @Override
    public void require() {
      Peer.require(HttpdServer.available(), "httpd (apache2)");
    }

    @Override
    public ProxyUnderTest start(Configuration configuration) throws IOException {
      return HttpdServer.start(configuration);
    }
  },

  /** proxypass on its embedded Tomcat. */
  PROXYPASS {
    @Override
    public void require() {}

    @Override
    public ProxyUnderTest start(Configuration configuration) throws IOException {
      return ProxypassServer.start(configuration);
    }
  };

  /** Skips or fails the running test when the program is not there. */
  public abstract void require();

  /** Starts the program with {@code configuration} and waits until it accepts connections. */
  public abstract ProxyUnderTest start(Configuration configuration) throws IOException;
}
