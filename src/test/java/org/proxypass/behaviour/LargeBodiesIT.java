package org.proxypass.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proxypass.testing.ExecutableWar;
import org.proxypass.testing.ProxyUnderTest;
import org.proxypass.testing.RawClient;
import org.proxypass.testing.RecordingBackend;

/** 200 MB in either direction through a JVM with a heap of 64 MB: nothing is collected. */
class LargeBodiesIT {
  private static final int PIECE = 1_000_000;
  private static final int PIECES = 200;

  private final byte[] piece = piece();
  private RecordingBackend backend;
  private ProxyUnderTest proxy;

  private static byte[] piece() {
    byte[] bytes = new byte[PIECE];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31 + i / 256);
    }
    return bytes;
  }

  @BeforeEach
  void start() throws IOException {
    backend = RecordingBackend.start("backend");
    proxy =
        ExecutableWar.start(
            List.of("-Xmx64m"), port -> "ProxyPass / http://" + backend.authority() + "/\n");
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    backend.close();
  }

  private long checksum() {
    CRC32 sum = new CRC32();
    for (int i = 0; i < PIECES; i++) {
      sum.update(piece);
    }
    return sum.getValue();
  }

  private void assertReceivedByBackend() throws IOException {
    assertThat(backend.requests())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.bodyLength()).isEqualTo((long) PIECE * PIECES);
              assertThat(request.bodyChecksum()).isEqualTo(checksum());
            });
    assertThat(proxy.log()).doesNotContain("OutOfMemory");
  }

  @Test
  void an_upload_with_a_length() throws IOException {
    try (RawClient client = RawClient.connect(proxy.port())) {
      client.send("PUT /x HTTP/1.1\r\nHost: front.test\r\nContent-Length: 200000000\r\n\r\n");
      for (int i = 0; i < PIECES; i++) {
        client.send(piece);
      }
      assertThat(client.read().status()).isEqualTo(200);
    }
    assertReceivedByBackend();
  }

  @Test
  void a_chunked_upload() throws IOException {
    try (RawClient client = RawClient.connect(proxy.port())) {
      client.send("PUT /x HTTP/1.1\r\nHost: front.test\r\nTransfer-Encoding: chunked\r\n\r\n");
      for (int i = 0; i < PIECES; i++) {
        client.send(Integer.toHexString(PIECE) + "\r\n").send(piece).send("\r\n");
      }
      client.send("0\r\n\r\n");
      assertThat(client.read().status()).isEqualTo(200);
    }
    assertReceivedByBackend();
  }

  @Test
  void a_download_with_a_length() throws IOException {
    backend.play(
        exchange -> {
          exchange.request();
          exchange.write("HTTP/1.1 200 OK\r\nContent-Length: 200000000\r\n\r\n");
          for (int i = 0; i < PIECES; i++) {
            exchange.write(piece);
          }
        });
    try (RawClient client = RawClient.connect(proxy.port())) {
      client.send("GET /x HTTP/1.1\r\nHost: front.test\r\n\r\n");
      assertThat(client.readHead().values("Content-Length")).containsExactly("200000000");
      CRC32 sum = new CRC32();
      for (int i = 0; i < PIECES; i++) {
        sum.update(client.stream().readNBytes(PIECE));
      }
      assertThat(sum.getValue()).isEqualTo(checksum());
      assertThat(client.send("GET /y HTTP/1.1\r\nHost: front.test\r\n\r\n").readHead().status())
          .isEqualTo(200);
    }
  }

  @Test
  void a_chunked_download() throws IOException {
    backend.play(
        exchange -> {
          exchange.request();
          exchange.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
          for (int i = 0; i < PIECES; i++) {
            exchange.write(Integer.toHexString(PIECE) + "\r\n");
            exchange.write(piece);
            exchange.write("\r\n");
          }
          exchange.write("0\r\n\r\n");
        });
    CRC32 sum = new CRC32();
    long total = 0;
    try (RawClient client = RawClient.connect(proxy.port())) {
      client.send("GET /x HTTP/1.1\r\nHost: front.test\r\n\r\n");
      assertThat(client.readHead().values("Transfer-Encoding")).containsExactly("chunked");
      InputStream body = client.stream();
      for (int size = chunkSize(client); size > 0; size = chunkSize(client)) {
        sum.update(body.readNBytes(size));
        total += size;
        assertThat(client.readLine()).isEmpty();
      }
    }
    assertThat(total).isEqualTo((long) PIECE * PIECES);
    assertThat(sum.getValue()).isEqualTo(checksum());
  }

  private static int chunkSize(RawClient client) throws IOException {
    return Integer.parseInt(client.readLine(), 16);
  }
}
