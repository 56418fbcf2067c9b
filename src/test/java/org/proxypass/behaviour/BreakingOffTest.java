package org.proxypass.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.proxypass.testing.Implementation;
import org.proxypass.testing.ProxyUnderTest;
import org.proxypass.testing.RawClient;
import org.proxypass.testing.RawResponse;
import org.proxypass.testing.RawResponse.Ending;
import org.proxypass.testing.RecordingBackend;
import org.proxypass.testing.Script;

/** One side goes away in the middle: the other side must see it, and at once. */
@ParameterizedClass
@EnumSource(Implementation.class)
class BreakingOffTest {
  private static final String GET = "GET /x HTTP/1.1\r\nHost: front.test\r\n\r\n";

  @Parameter Implementation implementation;

  private RecordingBackend backend;
  private ProxyUnderTest proxy;

  @BeforeEach
  void start() throws IOException {
    implementation.require();
    backend = RecordingBackend.start("backend");
    proxy =
        implementation.start(
            port -> "ProxyPass / http://" + backend.authority() + "/ timeout=20\n");
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

  @Test
  void a_client_that_leaves_during_a_download_frees_the_backend_connection_at_once()
      throws IOException {
    CountDownLatch cut = new CountDownLatch(1);
    backend.play(
        exchange -> {
          exchange.request();
          exchange.write("HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n");
          try {
            for (byte[] piece = new byte[8192]; ; ) {
              exchange.write(piece);
            }
          } catch (IOException e) {
            cut.countDown();
            throw e;
          }
        });
    try (RawClient client = RawClient.connect(proxy.port())) {
      client.send(GET);
      assertThat(client.readHead().status()).isEqualTo(200);
      assertThat(client.stream().readNBytes(100_000)).hasSize(100_000);
      assertThat(cut.getCount()).isEqualTo(1);
      client.reset();
    }
    await().atMost(Duration.ofSeconds(1)).until(() -> cut.getCount() == 0);
    await().atMost(Duration.ofSeconds(1)).until(() -> backend.openConnections() == 0);
  }

  @Test
  void a_client_that_leaves_during_an_upload_ends_the_backend_request_unfinished()
      throws IOException, InterruptedException {
    CountDownLatch uploading = new CountDownLatch(1);
    CountDownLatch cut = new CountDownLatch(1);
    backend.play(
        exchange -> {
          uploading.countDown();
          try {
            exchange.request();
          } catch (IOException e) {
            cut.countDown();
            throw e;
          }
        });
    try (RawClient client = RawClient.connect(proxy.port())) {
      client.send("POST /x HTTP/1.1\r\nHost: front.test\r\nContent-Length: 1000000\r\n\r\n");
      client.send(new byte[100_000]);
      assertThat(uploading.await(5, TimeUnit.SECONDS)).isTrue();
    }
    await().atMost(Duration.ofSeconds(1)).until(() -> cut.getCount() == 0);
    assertThat(backend.requests()).isEmpty();
  }

  @Test
  void a_chunked_upload_that_is_cut_never_gets_a_last_chunk()
      throws IOException, InterruptedException {
    CountDownLatch uploading = new CountDownLatch(1);
    CountDownLatch cut = new CountDownLatch(1);
    backend.play(
        exchange -> {
          uploading.countDown();
          try {
            exchange.request();
          } catch (IOException e) {
            cut.countDown();
            throw e;
          }
        });
    try (RawClient client = RawClient.connect(proxy.port())) {
      client.send("POST /x HTTP/1.1\r\nHost: front.test\r\nTransfer-Encoding: chunked\r\n\r\n");
      client.send("186a0\r\n").send(new byte[100_000]).send("\r\n");
      assertThat(uploading.await(5, TimeUnit.SECONDS)).isTrue();
    }
    await().atMost(Duration.ofSeconds(1)).until(() -> cut.getCount() == 0);
    assertThat(backend.requests()).isEmpty();
  }

  @Test
  void a_body_shorter_than_its_length_ends_in_a_broken_connection() throws IOException {
    backend.play(Script.bytesThenClose("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort"));
    assertBroken(RawClient.exchange(proxy.port(), GET));
  }

  @Test
  void a_chunked_body_without_last_chunk_ends_in_a_broken_connection() throws IOException {
    backend.play(
        Script.bytesThenClose(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n"));
    assertBroken(RawClient.exchange(proxy.port(), GET));
  }

  @Test
  void a_chunked_body_cut_inside_a_chunk_ends_in_a_broken_connection() throws IOException {
    backend.play(
        Script.bytesThenClose("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n50\r\nshort"));
    assertBroken(RawClient.exchange(proxy.port(), GET));
  }

  @Test
  void a_chunk_size_that_is_none_never_looks_like_a_complete_body() throws IOException {
    backend.play(
        Script.bytes(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\nzz\r\nmore\r\n"));
    RawResponse response = RawClient.exchange(proxy.port(), GET);
    // As long as the head is not out, an error answer says it better.
    if (response.status() != 502) {
      assertBroken(response);
    }
  }

  @Test
  void a_backend_that_resets_during_a_body_ends_in_a_broken_connection() throws IOException {
    backend.play(
        exchange -> {
          exchange.request();
          exchange.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
          exchange.write(new byte[50_000]);
          exchange.reset();
        });
    assertBroken(RawClient.exchange(proxy.port(), GET));
  }

  private static void assertBroken(RawResponse response) {
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.ending()).isNotEqualTo(Ending.COMPLETE);
  }
}
