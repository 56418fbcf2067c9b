package org.proxypass.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proxypass.testing.Implementation;
import org.proxypass.testing.ProxyUnderTest;
import org.proxypass.testing.RawClient;
import org.proxypass.testing.RawResponse;
import org.proxypass.testing.RecordingBackend;
import org.proxypass.testing.Script;

/** What becomes of the body and the connection of an error that ProxyErrorOverride replaces. */
class ReplacedErrorTest {
  private static final String GET = "GET /x HTTP/1.1\r\nHost: front.test\r\n\r\n";
  private static final String ERROR = "HTTP/1.1 500 Oops\r\nContent-Length: ";

  private RecordingBackend backend;
  private ProxyUnderTest proxy;

  @BeforeEach
  void start() throws IOException {
    backend = RecordingBackend.start("backend");
    proxy =
        Implementation.PROXYPASS.start(
            port ->
                "ProxyPass / http://"
                    + backend.authority()
                    + "/\nProxyErrorOverride On\nErrorDocument 500 ours\n");
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    backend.close();
  }

  private void expectOurPage() throws IOException {
    RawResponse response = RawClient.exchange(proxy.port(), GET);
    assertThat(response.status()).isEqualTo(500);
    assertThat(response.text()).isEqualTo("ours");
  }

  @Test
  void the_connection_of_a_small_body_is_used_again() throws IOException {
    backend.play(Script.bytes(ERROR + "6\r\n\r\ntheirs"));
    for (int i = 0; i < 5; i++) {
      expectOurPage();
    }
    assertThat(backend.acceptedConnections()).isEqualTo(1);
  }

  @Test
  void the_connection_of_a_large_body_is_cut_without_reading_it() throws Exception {
    CountDownLatch cut = new CountDownLatch(1);
    backend.play(
        exchange -> {
          exchange.request();
          exchange.write(ERROR + "100000000\r\n\r\n");
          exchange.awaitPeerEnd();
          cut.countDown();
        });
    expectOurPage();
    assertThat(cut.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void a_body_that_does_not_end_keeps_nobody_waiting() throws Exception {
    CountDownLatch cut = new CountDownLatch(1);
    backend.play(
        exchange -> {
          exchange.request();
          exchange.write("HTTP/1.1 500 Oops\r\nTransfer-Encoding: chunked\r\n\r\n");
          try {
            while (true) {
              exchange.write("400\r\n" + "x".repeat(1024) + "\r\n");
            }
          } catch (IOException gone) {
            cut.countDown();
          }
        });
    expectOurPage();
    assertThat(cut.await(10, TimeUnit.SECONDS)).isTrue();
  }
}
