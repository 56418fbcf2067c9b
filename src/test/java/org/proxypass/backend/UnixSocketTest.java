package org.proxypass.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proxypass.config.Settings;
import org.proxypass.config.WorkerSettings;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.RequestBody;
import org.proxypass.exchange.Response;

/** A backend behind a socket of the file system. */
class UnixSocketTest {
  private static final String END = "\r\n\r\n";

  @TempDir Path directory;
  private Path path = Path.of("unset");
  private ServerSocketChannel listener;
  private final List<String> heads = new CopyOnWriteArrayList<>();

  @BeforeEach
  void listen() throws IOException {
    path = directory.resolve("s");
    listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listener.bind(UnixDomainSocketAddress.of(path));
    Thread thread = new Thread(this::accept, "unix-backend");
    thread.setDaemon(true);
    thread.start();
  }

  @AfterEach
  void close() throws IOException {
    listener.close();
  }

  private void accept() {
    try {
      while (true) {
        serve(listener.accept());
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  /** Answers requests for /silence with silence and swallows the body of uploads. */
  private void serve(SocketChannel client) throws IOException {
    StringBuilder received = new StringBuilder();
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    while (client.read(buffer) >= 0) {
      received.append(StandardCharsets.ISO_8859_1.decode(buffer.flip()));
      buffer.clear();
      int end = received.indexOf(END);
      int body = received.indexOf("POST ") == 0 ? 1_000_000 : 0;
      if (end >= 0
          && received.length() >= end + END.length() + body
          && received.indexOf("/silence") < 0) {
        heads.add(received.substring(0, end));
        received.setLength(0);
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
        client.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.ISO_8859_1)));
      }
    }
  }

  private Worker worker(Path socket) {
    Settings parameters =
        Settings.EMPTY
            .with(WorkerSettings.UNIX_SOCKET, Optional.of(socket))
            .with(WorkerSettings.TIMEOUT, Optional.of(Duration.ofMillis(500)));
    return Workers.of("http://name.nowhere.invalid", parameters);
  }

  @Test
  void requests_share_a_connection_and_the_name_is_not_looked_up() throws Exception {
    try (Worker worker = worker(path)) {
      assertThat(Workers.fetch(worker, "/1")).isEqualTo("200 ok");
      assertThat(Workers.fetch(worker, "/2")).isEqualTo("200 ok");

      assertThat(heads).hasSize(2);
      assertThat(worker.figures().idle()).isEqualTo(1);
    }
  }

  @Test
  void a_large_body_is_sent_whole() throws Exception {
    RequestBody body = Bodies.of(1_000_000, out -> out.write(new byte[1_000_000]));
    try (Worker worker = worker(path)) {
      Response response = worker.send(Workers.request("POST", "/", body));

      assertThat(Bodies.read(response)).isEqualTo("ok");
    }
  }

  @Test
  void silence_ends_at_the_timeout() {
    try (Worker worker = worker(path)) {
      assertThatThrownBy(() -> Workers.fetch(worker, "/silence"))
          .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(502));
    }
  }

  @Test
  void a_socket_that_is_not_there_gives_503() {
    try (Worker worker = worker(directory.resolve("none"))) {
      assertThatThrownBy(() -> Workers.fetch(worker, "/"))
          .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(503));
    }
  }
}
