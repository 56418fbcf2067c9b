package org.proxypass.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.proxypass.config.ConfigLoader;
import org.proxypass.config.ListenAddress;

class EmbeddedServerTest {

  @Test
  void every_listener_answers() throws Exception {
    try (EmbeddedServer server =
        EmbeddedServer.start(Configs.listening(List.of(loopback(0), loopback(0))))) {
      assertThat(server.ports()).hasSize(2).doesNotHaveDuplicates().doesNotContain(0, -1);
      assertThat(server.urls().get(0)).isEqualTo("http://127.0.0.1:" + server.ports().get(0) + "/");
      for (int port : server.ports()) {
        assertThat(answer(port, "GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
            .startsWith("HTTP/1.1 404");
      }
    }
  }

  @Test
  void a_closed_server_has_no_listener_left() throws Exception {
    EmbeddedServer server = EmbeddedServer.start(Configs.listening(List.of(loopback(0))));
    int port = server.ports().get(0);

    server.close();
    server.close();

    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void while_it_closes_a_kept_connection_is_served_once_more_and_then_ended() throws Exception {
    EchoBackend backend = EchoBackend.start();
    EmbeddedServer server =
        EmbeddedServer.start(
            ConfigLoader.create()
                .loadText("Listen 127.0.0.1:0\nProxyPass / " + backend.url() + "/", "test.conf")
                .config());
    int port = server.ports().get(0);
    try (Socket kept = new Socket(InetAddress.getLoopbackAddress(), port);
        Socket inFlight = new Socket(InetAddress.getLoopbackAddress(), port)) {
      send(kept, "HEAD /1 HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(head(kept)).startsWith("HTTP/1.1 200").doesNotContain("Connection: close");
      send(inFlight, "GET /held HTTP/1.1\r\nHost: a\r\n\r\n");
      backend.awaitHeld();

      CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
      await().until(() -> refused(port));
      send(kept, "HEAD /2 HTTP/1.1\r\nHost: a\r\n\r\n");

      assertThat(head(kept)).startsWith("HTTP/1.1 200").contains("Connection: close");
      assertThat(kept.getInputStream().read()).isEqualTo(-1);
      assertThat(closing).isNotDone();
      backend.release();
      assertThat(head(inFlight)).startsWith("HTTP/1.1 200");
      assertThat(closing).succeedsWithin(Duration.ofSeconds(30));
    } finally {
      backend.close();
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String head(Socket socket) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = socket.getInputStream().read();
      assertThat(next).as("after: " + head).isNotNegative();
      head.append((char) next);
    }
    return head.toString();
  }

  private static boolean refused(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return !socket.isConnected();
    } catch (ConnectException e) {
      return true;
    }
  }

  @Test
  void a_taken_port_is_named_and_the_other_listeners_are_closed_again() throws Exception {
    int free = freePort();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(
              () ->
                  EmbeddedServer.start(
                      Configs.listening(List.of(loopback(free), loopback(taken.getLocalPort())))))
          .isInstanceOf(LaunchException.class)
          .hasMessageStartingWith("Listen 127.0.0.1:" + taken.getLocalPort() + ": ")
          .hasMessageContaining("in use");
    }
    new ServerSocket(free, 1, InetAddress.getLoopbackAddress()).close();
  }

  @Test
  void what_tomcat_refuses_by_itself_tells_no_version() throws Exception {
    try (EmbeddedServer server = EmbeddedServer.start(Configs.listening(List.of(loopback(0))))) {
      String answer = answer(server.ports().get(0), "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n");

      assertThat(answer).startsWith("HTTP/1.1 400").doesNotContainIgnoringCase("tomcat");
    }
  }

  private static ListenAddress loopback(int port) {
    return new ListenAddress("127.0.0.1", port, "http");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** What comes back until the server closes. */
  private static String answer(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
