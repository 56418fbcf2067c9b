package org.proxypass.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proxypass.testing.ProxypassServer;
import org.proxypass.testing.RawClient;
import org.proxypass.testing.RawClient.State;
import org.proxypass.testing.RawResponse;
import org.proxypass.testing.ScriptedBackend;
import org.proxypass.testing.ScriptedBackend.Connection;
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
                  client.send(WebSocketFrames.ofClient(true, WebSocketFrames.BINARY, payload));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      sender.start();
      Frame frame = WebSocketFrames.read(client.stream());
      sender.join();
      assertThat(frame.payload()).isEqualTo(payload);
    }
  }

  @Test
  void fragments_and_control_frames_between_them_keep_their_order() throws Exception {
    start(WebSocketTest::echo);
    try (RawClient client = open()) {
      client.send(WebSocketFrames.ofClient(false, WebSocketFrames.TEXT, bytes("one ")));
      client.send(WebSocketFrames.ofClient(true, WebSocketFrames.PING, bytes("there?")));
      client.send(WebSocketFrames.ofClient(false, WebSocketFrames.CONTINUATION, bytes("two ")));
      client.send(WebSocketFrames.ofClient(true, WebSocketFrames.CONTINUATION, bytes("three")));
      assertThat(WebSocketFrames.read(client.stream()).text()).isEqualTo("one ");
      Frame ping = WebSocketFrames.read(client.stream());
      assertThat(ping.opcode()).isEqualTo(WebSocketFrames.PING);
      assertThat(ping.text()).isEqualTo("there?");
      assertThat(WebSocketFrames.read(client.stream()).last()).isFalse();
      assertThat(WebSocketFrames.read(client.stream()).text()).isEqualTo("three");
    }
  }

  @Test
  void frames_in_one_packet_with_the_101_are_delivered() throws Exception {
    byte[] early = WebSocketFrames.ofServer(true, WebSocketFrames.TEXT, bytes("first"));
    start(
        connection -> {
          connection.readHead();
          connection.send(
              WebSocketFrames.response() + new String(early, StandardCharsets.ISO_8859_1));
          connection.readToEnd();
        });
    try (RawClient client = open()) {
      assertThat(WebSocketFrames.read(client.stream()).text()).isEqualTo("first");
    }
  }

  @Test
  void frames_sent_before_the_101_are_delivered_behind_it() throws Exception {
    CountDownLatch sent = new CountDownLatch(1);
    start(
        connection -> {
          connection.readHead();
          sent.await();
          connection.send(WebSocketFrames.response());
          Frame frame = WebSocketFrames.read(connection.socket().getInputStream());
          connection
              .socket()
              .getOutputStream()
              .write(WebSocketFrames.ofServer(true, WebSocketFrames.TEXT, frame.payload()));
          connection.readToEnd();
        });
    try (RawClient client = RawClient.connect(proxy.port())) {
      String frame = new String(WebSocketFrames.textOfClient("hasty"), StandardCharsets.ISO_8859_1);
      client.send(WebSocketFrames.request("/ws") + frame);
      sent.countDown();
      assertThat(client.read().status()).isEqualTo(101);
      assertThat(WebSocketFrames.read(client.stream()).text()).isEqualTo("hasty");
    }
  }

  @Test
  void the_backend_ends_with_a_close_frame() throws Exception {
    start(
        connection -> {
          connection.readHead();
          connection.send(WebSocketFrames.response());
          connection
              .socket()
              .getOutputStream()
              .write(
                  WebSocketFrames.ofServer(
                      true, WebSocketFrames.CLOSE, WebSocketFrames.status(1000)));
          WebSocketFrames.read(connection.socket().getInputStream());
        });
    try (RawClient client = open()) {
      Frame close = WebSocketFrames.read(client.stream());
      assertThat(close.closeStatus()).isEqualTo(1000);
      client.send(
          WebSocketFrames.ofClient(true, WebSocketFrames.CLOSE, WebSocketFrames.status(1000)));
      assertThat(client.state(SOON)).isEqualTo(State.CLOSED);
    }
    assertThat(backend.connection(0).awaitEnd()).isTrue();
  }

  @Test
  void the_client_ends_with_a_close_frame() throws Exception {
    start(WebSocketTest::echo);
    try (RawClient client = open()) {
      client.send(
          WebSocketFrames.ofClient(true, WebSocketFrames.CLOSE, WebSocketFrames.status(4711)));
      assertThat(WebSocketFrames.read(client.stream()).closeStatus()).isEqualTo(4711);
    }
    assertThat(backend.connection(0).awaitEnd()).isTrue();
  }

  @Test
  void what_the_client_sent_before_its_end_arrives_and_is_answered() throws Exception {
    start(WebSocketTest::echo);
    try (RawClient client = open()) {
      byte[] payload = new byte[3_000_000];
      client.send(WebSocketFrames.ofClient(true, WebSocketFrames.BINARY, new byte[100]));
      Thread sender = new Thread(() -> sendAndFinish(client, payload));
      sender.start();
      assertThat(WebSocketFrames.read(client.stream()).payload()).hasSize(100);
      assertThat(WebSocketFrames.read(client.stream()).payload()).isEqualTo(payload);
      assertThat(client.state(SOON)).isEqualTo(State.CLOSED);
      sender.join();
    }
    assertThat(backend.connection(0).awaitEnd()).isTrue();
  }

  private static void sendAndFinish(RawClient client, byte[] payload) {
    try {
      client.send(WebSocketFrames.ofClient(true, WebSocketFrames.BINARY, payload)).halfClose();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void the_end_of_the_client_reaches_the_backend_which_may_go_on() throws Exception {
    start(
        connection -> {
          connection.readHead();
          connection.send(WebSocketFrames.response());
          boolean finished = connection.readToEnd();
          connection.send(finished ? "after the end" : "broken");
        });
    try (RawClient client = open()) {
      client.halfClose();
      assertThat(new String(client.stream().readAllBytes(), StandardCharsets.ISO_8859_1))
          .isEqualTo("after the end");
    }
  }

  @Test
  void a_client_that_breaks_off_takes_the_backend_with_it() throws Exception {
    start(WebSocketTest::echo);
    RawClient client = open();
    client.send(WebSocketFrames.textOfClient("hello"));
    assertThat(WebSocketFrames.read(client.stream()).text()).isEqualTo("hello");
    client.reset();
    assertThat(backend.connection(0).awaitEnd()).isTrue();
  }

  @Test
  void a_backend_that_breaks_off_takes_the_client_with_it() throws Exception {
    start(
        connection -> {
          connection.readHead();
          connection.send(WebSocketFrames.response());
          WebSocketFrames.read(connection.socket().getInputStream());
          connection.reset();
        });
    try (RawClient client = open()) {
      client.send(WebSocketFrames.textOfClient("hello"));
      assertThat(client.state(SOON)).isIn(State.CLOSED, State.RESET);
    }
  }

  @Test
  void an_idle_tunnel_is_closed_with_close_frames_to_both_ends() throws Exception {
    AtomicReference<Frame> seen = new AtomicReference<>();
    start(
        connection -> {
          connection.readHead();
          connection.send(WebSocketFrames.response());
          seen.set(WebSocketFrames.read(connection.socket().getInputStream()));
          connection.readToEnd();
        },
        "Timeout 1\nProxyPass /ws ws://127.0.0.1:{backend}/ws\n");
    try (RawClient client = open()) {
      Frame close = WebSocketFrames.read(client.stream());
      assertThat(close.opcode()).isEqualTo(WebSocketFrames.CLOSE);
      assertThat(close.closeStatus()).isEqualTo(1001);
      assertThat(client.state(SOON)).isEqualTo(State.CLOSED);
    }
    assertThat(backend.connection(0).awaitEnd()).isTrue();
    assertThat(seen.get().masked()).isTrue();
    assertThat(seen.get().closeStatus()).isEqualTo(1001);
  }

  @Test
  void a_stop_closes_tunnels_with_close_frames_and_does_not_wait_for_them() throws Exception {
    start(WebSocketTest::echo);
    try (RawClient client = open()) {
      client.send(WebSocketFrames.textOfClient("hello"));
      assertThat(WebSocketFrames.read(client.stream()).text()).isEqualTo("hello");
      long start = System.nanoTime();
      proxy.close();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
      assertThat(WebSocketFrames.read(client.stream()).closeStatus()).isEqualTo(1001);
      assertThat(client.state(SOON)).isEqualTo(State.CLOSED);
    }
    assertThat(backend.connection(0).awaitEnd()).isTrue();
  }

  /** RFC 9110 §7.8: a server must ignore an Upgrade in a request of HTTP/1.0. */
  @Test
  void a_request_of_http_1_0_is_forwarded_without_its_upgrade() throws Exception {
    start(
        connection -> {
          connection.readHead();
          connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nplain");
        });
    try (RawClient client = RawClient.connect(proxy.port())) {
      String handshake = WebSocketFrames.request("/ws").replace("HTTP/1.1", "HTTP/1.0");
      RawResponse answer = client.send(handshake).read();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text()).isEqualTo("plain");
    }
    assertThat(backend.connection(0).received().toLowerCase(Locale.ROOT))
        .doesNotContain("upgrade:")
        .contains("get /ws");
  }

  /** What came too early is a request like any other, to us and not to the backend. */
  @Test
  void bytes_behind_a_handshake_that_was_refused_never_reach_its_backend() throws Exception {
    start(
        connection -> {
          connection.readHead();
          connection.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");
          connection.readToEnd();
        });
    try (RawClient client = RawClient.connect(proxy.port())) {
      client.send(
          WebSocketFrames.request("/ws")
              + new String(WebSocketFrames.textOfClient("hasty"), StandardCharsets.ISO_8859_1));
      assertThat(client.read().status()).isEqualTo(403);
      assertThat(client.read().status()).isEqualTo(400);
      assertThat(client.state(SOON)).isEqualTo(State.CLOSED);
    }
    assertThat(backend.connections()).hasSize(1);
    assertThat(backend.connection(0).received()).endsWith("\r\n\r\n");
  }

  @Test
  void a_frame_that_is_not_whole_is_not_followed_by_one_of_ours() throws Exception {
    byte[] begun =
        Arrays.copyOf(WebSocketFrames.ofServer(true, WebSocketFrames.BINARY, new byte[100]), 50);
    start(
        connection -> {
          connection.readHead();
          connection.send(
              WebSocketFrames.response() + new String(begun, StandardCharsets.ISO_8859_1));
          connection.readToEnd();
        });
    try (RawClient client = open()) {
      assertThat(client.stream().readNBytes(begun.length)).isEqualTo(begun);
      byte[] frame = WebSocketFrames.ofClient(true, WebSocketFrames.BINARY, new byte[100]);
      String half = new String(Arrays.copyOf(frame, 50), StandardCharsets.ISO_8859_1);
      client.send(half);
      Connection connection = backend.connection(0);
      await().until(() -> connection.received().endsWith(half));
      proxy.close();
      assertThat(client.stream().readAllBytes()).isEmpty();
      assertThat(connection.awaitEnd()).isTrue();
      assertThat(connection.received()).endsWith(half);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
