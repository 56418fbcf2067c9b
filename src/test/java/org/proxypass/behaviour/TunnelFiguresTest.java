package org.proxypass.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proxypass.testing.ProxypassServer;
import org.proxypass.testing.RawClient;
import org.proxypass.testing.ScriptedBackend;
import org.proxypass.testing.WebSocketFrames;

/** What logs and statistics say of a tunnel: while it is open, and when it is over. */
class TunnelFiguresTest {
  private static final String CONFIGURATION =
      """
      CustomLog "%2$s" "%%{X-Name}i %%>s %%B %%I %%O %%{ms}T %%r"
      ProxyStatus On
      <Proxy balancer://chat>
        BalancerMember http://127.0.0.1:%1$d upgrade=websocket
      </Proxy>
      ProxyPass /ws balancer://chat/ws
      <Location /status>
        SetHandler server-status
      </Location>
      """;

  /** A masked text frame, "hello". */
  private static final int TO_BACKEND = 2 + 4 + 5;

  /** The same without mask, twice. */
  private static final int TO_CLIENT = 2 * (2 + 5);

  @TempDir private Path directory;
  private ScriptedBackend backend;
  private ProxypassServer proxy;
  private Path log;

  @BeforeEach
  void start() throws IOException {
    backend =
        new ScriptedBackend(
            connection -> {
              connection.readHead();
              connection.send(WebSocketFrames.response());
              WebSocketFrames.read(connection.socket().getInputStream());
              byte[] answer =
                  WebSocketFrames.ofServer(
                      true, WebSocketFrames.TEXT, "hello".getBytes(StandardCharsets.UTF_8));
              connection.socket().getOutputStream().write(answer);
              connection.socket().getOutputStream().write(answer);
              connection.readToEnd();
            });
    log = directory.resolve("access.log");
    proxy = ProxypassServer.start(port -> CONFIGURATION.formatted(backend.port(), log));
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    backend.close();
  }

  private static void talk(RawClient client) throws IOException {
    String handshake =
        WebSocketFrames.request("/ws?a=b").replace("Upgrade: web", "X-Name: alice\r\nUpgrade: web");
    assertThat(client.send(handshake).read().status()).isEqualTo(101);
    client.send(WebSocketFrames.textOfClient("hello"));
    for (int i = 0; i < 2; i++) {
      assertThat(WebSocketFrames.read(client.stream()).text()).isEqualTo("hello");
    }
  }

  private String status(String query) throws IOException {
    return RawClient.exchange(
            proxy.port(),
            "GET /status?" + query + " HTTP/1.1\r\nHost: front.test\r\nConnection: close\r\n\r\n")
        .text();
  }

  @Test
  void a_tunnel_is_logged_once_and_when_it_is_over() throws Exception {
    long began = System.nanoTime();
    try (RawClient client = RawClient.connect(proxy.port())) {
      talk(client);
      // Its own line is written when this request is over, and that of the tunnel is not before it.
      status("auto");
      await().until(() -> Files.size(log) > 0);
      assertThat(Files.readString(log)).doesNotContain("/ws");
    }
    await().until(() -> Files.readString(log).contains("/ws"));
    long millis = (System.nanoTime() - began) / 1_000_000;
    String[] lines =
        Files.readAllLines(log).stream()
            .filter(line -> line.contains("/ws"))
            .toArray(String[]::new);
    assertThat(lines).hasSize(1);
    String[] fields = lines[0].split(" ", 7);
    assertThat(fields[0]).isEqualTo("alice");
    assertThat(fields[1]).isEqualTo("101");
    assertThat(fields[2]).isEqualTo(Integer.toString(TO_CLIENT));
    // The heads count, too; that of the answer is the container's.
    assertThat(fields[3]).isEqualTo(Integer.toString(handshakeLength() + TO_BACKEND));
    assertThat(Integer.parseInt(fields[4])).isBetween(100 + TO_CLIENT, 300 + TO_CLIENT);
    assertThat(Long.parseLong(fields[5])).isBetween(1L, millis);
    assertThat(fields[6]).isEqualTo("GET /ws?a=b HTTP/1.1");
  }

  private static int handshakeLength() {
    return WebSocketFrames.request("/ws?a=b").length() + "X-Name: alice\r\n".length();
  }

  @Test
  void a_member_is_busy_as_long_as_its_tunnel_is_open_and_counts_its_bytes() throws Exception {
    String busy = "\"elected\":1,\"busy\":1,";
    String idle = "\"elected\":1,\"busy\":0,";
    try (RawClient client = RawClient.connect(proxy.port())) {
      talk(client);
      String open = status("format=json");
      assertThat(open).contains(busy);
      assertThat(open).containsPattern("\"received\":" + TO_CLIENT + "\\b");
    }
    await().untilAsserted(() -> assertThat(status("format=json")).contains(idle));
    long head = sent() - TO_BACKEND;
    // What was sent is the handshake, rewritten for the backend, and the frame.
    assertThat(head).isEqualTo(backend.connection(0).received().indexOf("\r\n\r\n") + 4);
  }

  private long sent() throws IOException {
    String json = status("format=json");
    int start = json.indexOf("\"sent\":") + "\"sent\":".length();
    return Long.parseLong(json.substring(start, json.indexOf(',', start)));
  }

  @Test
  void the_status_shows_tunnels_in_every_format() throws Exception {
    String json = ",\"opened\":1,\"bytesToBackends\":11,\"bytesToClients\":14}";
    try (RawClient client = RawClient.connect(proxy.port())) {
      talk(client);
      assertThat(status("format=json")).contains("\"tunnels\":{\"open\":1" + json);
      assertThat(status("format=prometheus"))
          .contains(
              "proxypass_tunnels_open 1\n",
              "proxypass_tunnels_total 1\n",
              "proxypass_tunnel_bytes_total{to=\"backends\"} 11\n",
              "proxypass_tunnel_bytes_total{to=\"clients\"} 14\n");
      assertThat(status("")).contains("Tunnels", "to backends", "to clients");
    }
    await()
        .untilAsserted(
            () -> assertThat(status("format=json")).contains("\"tunnels\":{\"open\":0" + json));
  }
}
