package org.proxypass.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proxypass.testing.Browser;
import org.proxypass.testing.EchoEndpoint;
import org.proxypass.testing.ProxypassServer;

/** A real browser in front, an endpoint of Tomcat behind, and compression between the two. */
class WebSocketInBrowserTest {
  /** Sends each message when the one before has come back, compares, and closes with 4321. */
  private static final String CONVERSATION =
      """
      window.outcome = '';
      const sizes = [0, 1, 125, 126, 8192, 65536, 1048576];
      const bytes = n => Uint8Array.from({length: n}, (_, i) => (i * 7919 + (i >> 8)) & 255);
      const text = n => Array.from(bytes(n), b => String.fromCharCode(32 + b %% 95)).join('');
      const messages = sizes.flatMap(n => [text(n), bytes(n)]);
      const same = (a, b) => typeof a === 'string' ? a === b
          : b.byteLength === a.length && new Uint8Array(b).every((v, i) => v === a[i]);
      const socket = new WebSocket('ws://127.0.0.1:%d%s');
      socket.binaryType = 'arraybuffer';
      let echoed = 0;
      socket.onopen = () => socket.send(messages[0]);
      socket.onmessage = event => {
        if (!same(messages[echoed], event.data)) { socket.close(4000); return; }
        echoed++;
        if (echoed < messages.length) { socket.send(messages[echoed]); }
        else { socket.close(4321, 'done'); }
      };
      socket.onclose = event => window.outcome =
          [echoed, socket.extensions, event.wasClean, event.code].join(' ');
      return '';
      """;

  @TempDir private Path directory;
  private EchoEndpoint backend;
  private ProxypassServer proxy;
  private Browser browser;

  @BeforeEach
  void start() throws Exception {
    Browser.require();
    backend = EchoEndpoint.start(directory);
    String url = backend.url();
    proxy =
        ProxypassServer.start(
            own ->
                "<Proxy balancer://chat>\nBalancerMember "
                    + url
                    + " upgrade=websocket\n</Proxy>\nProxyPass /balanced balancer://chat\n"
                    + "ProxyPass /app "
                    + url
                    + " upgrade=websocket\n");
    browser = Browser.start(800, 600);
  }

  @AfterEach
  void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
    if (proxy != null) {
      proxy.close();
    }
    if (backend != null) {
      backend.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/app/echo", "/balanced/echo"})
  void chromium_talks_to_an_endpoint_in_tomcat(String path) throws Exception {
    browser.open("http://127.0.0.1:" + proxy.port() + "/app/");
    browser.script(CONVERSATION.formatted(proxy.port(), path));
    await()
        .atMost(Duration.ofSeconds(40))
        .until(() -> !browser.script("return window.outcome").isEmpty());
    assertThat(browser.script("return window.outcome"))
        .startsWith("14 permessage-deflate")
        .endsWith(" true 4321");
  }
}
