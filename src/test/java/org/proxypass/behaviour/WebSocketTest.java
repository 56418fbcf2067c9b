package org.proxypass.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proxypass.testing.ProxypassServer;
import org.proxypass.testing.RawClient;
import org.proxypass.testing.RawClient.State;
import org.proxypass.testing.RawResponse;
import org.proxypass.testing.ScriptedBackend;
import org.proxypass.testing.WebSocketFrames;
import org.proxypass.testing.WebSocketFrames.Frame;

/** WebSocket through the proxy, frame by frame on real sockets. */
class WebSocketTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private ScriptedBackend backend;
  private ProxypassServer proxy;

  private void start(ScriptedBackend.Script script) throws IOException {
    start(script, "ProxyPass /ws ws://127.0.0.1:{backend}/ws\n");
  }

  private void start(ScriptedBackend.Script script, String configuration) throws IOException {
    backend = new ScriptedBackend(script);
    proxy =
        ProxypassServer.start(
            port -> configuration.replace("{backend}", Integer.toString(backend.port())));
  }

  @AfterEach
  void stop() throws IOException {
    if (proxy != null) {
      proxy.close();
    }
    if (backend != null) {
      backend.close();
    }
  }

  /** Answers the handshake and sends every byte back. */
  private static void echo(ScriptedBackend.Connection connection) throws IOException {
    connection.readHead();
    connection.send(WebSocketFrames.response());
    InputStream in = connection.socket().getInputStream();
    byte[] buffer = new byte[65536];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      connection.socket().getOutputStream().write(buffer, 0, count);
    }
  }

  private RawClient open() throws IOException {
    RawClient client = RawClient.connect(proxy.port());
    RawResponse answer = client.send(WebSocketFrames.request("/ws")).read();
    assertThat(answer.status()).as(answer.text()).isEqualTo(101);
    assertThat(answer.values("Sec-WebSocket-Accept")).containsExactly(WebSocketFrames.ACCEPT);
    assertThat(answer.values("Upgrade")).containsExactly("websocket");
    return client;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 65535, 65536, 1_000_000, 16 * 1024 * 1024})
  void a_message_comes_back_unchanged(int size) throws Exception {
    start(WebSocketTest::echo);
    byte[] payload = new byte[size];
    new Random(size).nextBytes(payload);
    try (RawClient client = open()) {
      Thread sender =
          new Thread(
              () -> {
                try {
                  client.send(
                      WebSocketFrames.ofClient(true, WebSocketFrames.BINARY, payload));
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      sender.start();
      Frame frame = WebSocketFrames.read(client.stream());
      sender.join();
      assertThat(frame.payload()).isEqualTo(payload);
    }
  }

  @Test
  void client_closes_and_backend_sees_it() throws Exception {
    start(WebSocketTest::echo);
    try (RawClient client = open()) {
      client.send(WebSocketFrames.textOfClient("hello"));
      assertThat(WebSocketFrames.read(client.stream()).text()).isEqualTo("hello");
      client.halfClose();
      assertThat(client.state(SOON)).isEqualTo(State.CLOSED);
    }
    assertThat(backend.connection(0).awaitEnd()).isTrue();
  }
}
