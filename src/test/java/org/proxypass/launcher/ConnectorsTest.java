package org.proxypass.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proxypass.config.ConfigLoader;

/** What a connector lets through to the proxy, and what it does by itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectorsTest {
  private EchoBackend backend;
  private EmbeddedServer server;

  @BeforeAll
  void start() throws Exception {
    backend = EchoBackend.start();
    String text = "Listen 127.0.0.1:0\nProxyPass /none !\nProxyPass / " + backend.url() + "/\n";
    server = EmbeddedServer.start(ConfigLoader.create().loadText(text, "test.conf").config());
  }

  @AfterAll
  void stop() {
    server.close();
    backend.close();
  }

  @ParameterizedTest(name = "{0} of a request with a field of {1} bytes, {2} times")
  @CsvSource({"200, 8000, 1", "200, 8000, 7", "400, 8000, 9", "200, 10, 90", "400, 10, 101"})
  void the_head_of_a_request_may_be_as_large_as_a_browser_makes_it(int status, int bytes, int times)
      throws IOException {
    StringBuilder request = new StringBuilder("GET / HTTP/1.1\r\nHost: a\r\n");
    for (int i = 0; i < times; i++) {
      request.append("X-").append(i).append(": ").append("v".repeat(bytes)).append("\r\n");
    }
    assertThat(answer(request + "Connection: close\r\n\r\n")).startsWith("HTTP/1.1 " + status);
  }

  @Test
  void the_head_of_a_response_may_be_larger_than_the_containers_default() throws IOException {
    String answer = answer("GET /wide HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200").hasSizeGreaterThan(6 * 8000);
  }

  @ParameterizedTest(name = "{0} is for the proxy to judge")
  @CsvSource({
    "/a|b",
    "/a[1]",
    "/a{b}",
    "/a^b",
    "/a`b",
    "/a<b>",
    "/a%2Fb",
    "/a%5Cb",
    "'/a?q=\"x\"|{}'"
  })
  void characters_that_browsers_send_raw_are_let_through(String target) throws IOException {
    // Tomcat would say 400; 404 is the word of the proxy.
    assertThat(answer("GET /none" + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 404");
  }

  @Test
  void the_client_is_not_asked_for_a_body_that_nobody_wants() throws IOException {
    try (Socket socket = connect()) {
      send(socket, "POST /none HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n");
      send(socket, "Content-Length: 5\r\n\r\n");

      assertThat(reader(socket).readLine()).startsWith("HTTP/1.1 404");
    }
  }

  @Test
  void the_client_is_asked_for_a_body_that_is_wanted() throws IOException {
    try (Socket socket = connect()) {
      send(socket, "POST /x HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n");
      send(socket, "Content-Length: 5\r\n\r\n");
      BufferedReader reader = reader(socket);

      assertThat(reader.readLine()).startsWith("HTTP/1.1 100");
      assertThat(reader.readLine()).isEmpty();
      send(socket, "hello");
      assertThat(reader.readLine()).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void the_container_does_not_name_itself() throws IOException {
    assertThat(answer("GET /none HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
        .doesNotContainIgnoringCase("tomcat")
        .doesNotContainIgnoringCase("x-powered-by");
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.ports().get(0));
    socket.setSoTimeout(30_000);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
  }

  /** What comes back until the server closes. */
  private String answer(String request) throws IOException {
    try (Socket socket = connect()) {
      send(socket, request);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
