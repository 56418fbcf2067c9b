package org.proxypass.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.proxypass.testing.ScriptedBackend;
import org.proxypass.testing.WebSocketFrames;

/** WebSockets through a WAR that a stock Tomcat runs, by both of its connectors, to their end. */
@ParameterizedClass(name = "Tomcat {0}")
@ValueSource(strings = {"10", "11"})
class TunnelInTomcatIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path directory;
  @Parameter private String version;
  private ScriptedBackend backend;
  private EchoBackend pages;
  private StockTomcat tomcat;
  private Path war;

  @BeforeEach
  void start() throws Exception {
    pages = EchoBackend.start();
    backend =
        new ScriptedBackend(
            connection -> {
              connection.readHead();
              connection.send(WebSocketFrames.response());
              connection
                  .socket()
                  .getInputStream()
                  .transferTo(connection.socket().getOutputStream());
            });
    Path configuration =
        Files.writeString(
            directory.resolve("edge.conf"),
            """
            CustomLog %1$s/access.log "%%U %%>s %%B"
            <Proxy balancer://chat>
              BalancerMember http://127.0.0.1:%2$d upgrade=websocket hcmethod=TCP hcinterval=100ms
              ProxySticky LB
            </Proxy>
            ProxyPass /chat  balancer://chat/chat
            ProxyPass /pages %3$s/pages
            """
                .formatted(directory, backend.port(), pages.url()));
    Path base = StockTomcat.createBase(directory.resolve("base"));
    war = base.resolve("webapps/edge.war");
    String webXml = WarFile.webXml(Map.of("config", configuration.toString()));
    WarFile.built(war, Map.of("WEB-INF/web.xml", webXml));
    tomcat = StockTomcat.start(version, base, StockTomcat.UNDEPLOYING, Map.of());
  }

  @AfterEach
  void stop() throws Exception {
    tomcat.close();
    backend.close();
    pages.close();
  }

  private static Socket open(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) PATIENCE.toMillis());
    String request = WebSocketFrames.request("/edge/chat/x");
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) socket.getInputStream().read());
    }
    assertThat(head).startsWith("HTTP/1.1 101").contains("LB=", "Path=/edge");
    return socket;
  }

  private static void echo(Socket socket, int size) throws IOException {
    byte[] payload = new byte[size];
    new Random(size).nextBytes(payload);
    byte[] frame = WebSocketFrames.ofClient(true, WebSocketFrames.BINARY, payload);
    socket.getOutputStream().write(frame);
    assertThat(WebSocketFrames.read(socket.getInputStream()).payload()).isEqualTo(payload);
  }

  /**
   * An ordinary request, and then the end of a connection that was idle for too long. The JDK
   * starts the timer of NIO2 in whichever thread waits first, which is to be one of Tomcat's own as
   * on any server in use: one of the web application would hand its class loader down.
   */
  private static void waitOnce(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String request = "GET /edge/pages/x HTTP/1.1\r\nHost: front.test\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      byte[] answer = socket.getInputStream().readAllBytes();
      assertThat(new String(answer, StandardCharsets.ISO_8859_1)).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void frames_come_back_by_either_connector() throws Exception {
    for (int port : new int[] {tomcat.port(), tomcat.nio2Port()}) {
      try (Socket socket = open(port)) {
        for (int size : new int[] {0, 1, 126, 8192, 70_000, 1_000_000}) {
          echo(socket, size);
        }
      }
    }
    Path log = directory.resolve("access.log");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(Files.readAllLines(log))
                    .hasSize(2)
                    .allMatch(line -> line.startsWith("/edge/chat/x 101 ")));
  }

  @Test
  void an_undeployment_ends_tunnels_and_leaves_nothing_behind() throws Exception {
    assertThat(tomcat.get("/edge/pages/x").statusCode()).isEqualTo(200);
    waitOnce(tomcat.nio2Port());
    try (Socket one = open(tomcat.port());
        Socket two = open(tomcat.nio2Port())) {
      echo(one, 10);
      echo(two, 10);

      Files.delete(war);

      for (Socket socket : new Socket[] {one, two}) {
        InputStream in = socket.getInputStream();
        assertThat(WebSocketFrames.read(in).closeStatus()).isEqualTo(1001);
        assertThat(in.read()).isNegative();
      }
    }
    await().atMost(PATIENCE).until(() -> tomcat.log().contains("Undeploying context [/edge]"));
    await().atMost(PATIENCE).until(() -> tomcat.get("/edge/pages/x").statusCode() == 404);
    assertThat(tomcat.log()).doesNotContain("SEVERE", "WARNING", "Exception", "leak");
  }
}
