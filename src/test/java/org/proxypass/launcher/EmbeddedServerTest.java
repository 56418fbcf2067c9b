package org.proxypass.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
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

    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .isInstanceOf(ConnectException.class);
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
