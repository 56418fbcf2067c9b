package org.proxypass.differential;

import java.io.IOException;
import java.util.List;
import org.proxypass.testing.Configuration;
import org.proxypass.testing.HttpdServer;
import org.proxypass.testing.Peer;
import org.proxypass.testing.ProxyUnderTest;

/** The two programs that must behave alike. */
enum Implementation {
  HTTPD {
    @Override
    void require() {
      Peer.require(HttpdServer.available(), "httpd (apache2)");
    }

    @Override
    ProxyUnderTest start(Configuration configuration) throws IOException {
      return HttpdServer.start(configuration);
    }

    @Override
    List<Expectation> expectedOf(Row row) {
      return row.expected();
    }
  };

  /** Skips or fails the running test when the program is not there. */
  abstract void require();

  /** Starts the program with {@code configuration}. */
  abstract ProxyUnderTest start(Configuration configuration) throws IOException;

  /** What {@code row} expects of this program. */
  abstract List<Expectation> expectedOf(Row row);
}
