package org.proxypass.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proxypass.testing.EchoEndpoint;
import org.proxypass.testing.ProxypassServer;
import org.proxypass.testing.RawClient;
import org.proxypass.testing.RawResponse;
import org.proxypass.testing.WebSocketFrames;

/** A WebSocket client and a WebSocket server that nobody here wrote, with the proxy in between. */
class ForeignWebSocketTest {
  private static final int SECONDS = 20;

  @TempDir private Path directory;
  private EchoEndpoint backend;
  private ProxypassServer proxy;

  @BeforeEach
  void start() throws Exception {
    backend = EchoEndpoint.start(directory);
    proxy =
        ProxypassServer.start(own -> "ProxyPass /app " + backend.url() + " upgrade=websocket\n");
  }

  @AfterEach
  void stop() throws Exception {
    if (proxy != null) {
      proxy.close();
    }
    backend.close();
  }

  /** Gathers one message, then the status of the Close frame. */
  private static final class Gathering implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<String> message = new CompletableFuture<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        message.complete(text.toString());
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      closed.complete(status);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
      message.completeExceptionally(failure);
      closed.completeExceptionally(failure);
    }
  }

  @Test
  void the_client_of_the_jdk_talks_to_an_endpoint_in_tomcat() throws Exception {
    Gathering listener = new Gathering();
    WebSocket socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create("ws://127.0.0.1:" + proxy.port() + "/app/echo"), listener)
            .get(SECONDS, TimeUnit.SECONDS);
    socket.sendText("one, ", false).get(SECONDS, TimeUnit.SECONDS);
    socket.sendText("two ÄÖÜ", true).get(SECONDS, TimeUnit.SECONDS);
    assertThat(listener.message.get(SECONDS, TimeUnit.SECONDS)).isEqualTo("one, two ÄÖÜ");
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "done").get(SECONDS, TimeUnit.SECONDS);
    assertThat(listener.closed.get(SECONDS, TimeUnit.SECONDS)).isEqualTo(WebSocket.NORMAL_CLOSURE);
  }

  @Test
  void compression_is_negotiated_between_the_ends() throws Exception {
    try (RawClient client = RawClient.connect(proxy.port())) {
      String handshake =
          WebSocketFrames.request("/app/echo")
              .replace(
                  "Sec-WebSocket-Version",
                  "Sec-WebSocket-Extensions: permessage-deflate\r\nSec-WebSocket-Version");
      RawResponse answer = client.send(handshake).read();
      assertThat(answer.status()).isEqualTo(101);
      assertThat(answer.values("Sec-WebSocket-Extensions").get(0)).startsWith("permessage-deflate");
      // RFC 7692 §7.2.3.2: "Hello" compressed, in a frame with RSV1.
      byte[] hello = {(byte) 0xf2, 0x48, (byte) 0xcd, (byte) 0xc9, (byte) 0xc9, 0x07, 0x00};
      byte[] frame = WebSocketFrames.ofClient(true, 0x40 | WebSocketFrames.TEXT, hello);
      client.send(frame);
      byte[] header = client.stream().readNBytes(2);
      assertThat(header[0] & 0xff).isEqualTo(0xc1);
      byte[] echoed = client.stream().readNBytes(header[1]);
      java.util.zip.Inflater inflater = new java.util.zip.Inflater(true);
      byte[] tail = {0, 0, -1, -1};
      byte[] whole = Arrays.copyOf(echoed, echoed.length + tail.length);
      System.arraycopy(tail, 0, whole, echoed.length, tail.length);
      inflater.setInput(whole);
      byte[] text = new byte[100];
      int length = inflater.inflate(text);
      inflater.end();
      assertThat(new String(text, 0, length, StandardCharsets.UTF_8)).isEqualTo("Hello");
    }
  }
}
