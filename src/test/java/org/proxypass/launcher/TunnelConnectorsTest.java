package org.proxypass.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardServer;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.ProtocolHandler;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Nio2Protocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.proxypass.config.ConfigException;
import org.proxypass.config.ConfigLoader;
import org.proxypass.config.ProxyConfig;
import org.proxypass.testing.ScriptedBackend;
import org.proxypass.testing.TestTls;
import org.proxypass.testing.WebSocketFrames;
import org.proxypass.webapp.ProxyApplication;

/** Tunnels behave alike whatever connector of Tomcat the client comes by. */
class TunnelConnectorsTest {
  private static final int PATIENCE_MILLIS = 20_000;

  @TempDir private static Path directory;
  private static TestTls tls;

  private ScriptedBackend backend;
  private ProxyApplication application;
  private StandardServer server;

  /** The connectors that Tomcat has. */
  enum Kind {
    NIO(false),
    NIO2(false),
    NIO_TLS(true),
    NIO2_TLS(true);

    private final boolean secure;

    Kind(boolean secure) {
      this.secure = secure;
    }

    ProtocolHandler protocol() {
      AbstractHttp11Protocol<?> protocol =
          this == NIO || this == NIO_TLS ? new Http11NioProtocol() : new Http11Nio2Protocol();
      ((AbstractProtocol<?>) protocol).setAddress(InetAddress.getLoopbackAddress());
      protocol.setPort(0);
      if (secure) {
        protocol.setSSLEnabled(true);
        SSLHostConfig host = new SSLHostConfig();
        SSLHostConfigCertificate certificate =
            new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateKeystoreFile(directory.resolve("keys.p12").toString());
        certificate.setCertificateKeystorePassword("secret");
        host.addCertificate(certificate);
        protocol.addSslHostConfig(host);
      }
      return protocol;
    }

    Socket connect(int port) throws IOException {
      Socket socket =
          secure
              ? tls.clientContext()
                  .getSocketFactory()
                  .createSocket(InetAddress.getLoopbackAddress(), port)
              : new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(PATIENCE_MILLIS);
      return socket;
    }
  }

  @BeforeAll
  static void createKeys() throws Exception {
    tls = TestTls.create(directory, "localhost", "dns:localhost");
  }

  @BeforeEach
  void start() throws Exception {
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
    String text = "ProxyPass /ws ws://127.0.0.1:" + backend.port() + "/ws\n";
    application = new ProxyApplication(load(text));
    server = TomcatContainer.create(application);
    server.start();
  }

  private static ProxyConfig load(String text) throws ConfigException {
    return ConfigLoader.create().loadText(text, "test.conf").config();
  }

  @AfterEach
  void stop() throws Exception {
    application.closeTunnels();
    server.stop();
    server.destroy();
    application.close();
    backend.close();
  }

  private Socket open(Kind kind, String afterHead) throws IOException, LifecycleException {
    Connector connector = new Connector(kind.protocol());
    connector.setThrowOnFailure(true);
    server.findServices()[0].addConnector(connector);
    Socket socket = kind.connect(connector.getLocalPort());
    String sent = WebSocketFrames.request("/ws") + afterHead;
    socket.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) socket.getInputStream().read());
    }
    assertThat(head).startsWith("HTTP/1.1 101");
    return socket;
  }

  private static void send(Socket socket, byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  @ParameterizedTest
  @EnumSource
  void messages_come_back(Kind kind) throws Exception {
    try (Socket socket = open(kind, "")) {
      Random random = new Random(1);
      for (int size : new int[] {0, 1, 126, 8192, 70_000, 1_000_000}) {
        byte[] payload = new byte[size];
        random.nextBytes(payload);
        send(socket, WebSocketFrames.ofClient(true, WebSocketFrames.BINARY, payload));
        assertThat(WebSocketFrames.read(socket.getInputStream()).payload()).isEqualTo(payload);
      }
    }
    assertThat(backend.connection(0).awaitEnd()).isTrue();
  }

  /** NIO2 delivers it with the next packet; no WebSocket client sends anything so early. */
  @ParameterizedTest
  @EnumSource(names = {"NIO", "NIO_TLS"})
  void what_comes_with_the_handshake_is_delivered(Kind kind) throws Exception {
    String frame = new String(WebSocketFrames.textOfClient("hasty"), StandardCharsets.ISO_8859_1);
    try (Socket socket = open(kind, frame)) {
      assertThat(WebSocketFrames.read(socket.getInputStream()).text()).isEqualTo("hasty");
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_end_of_the_backend_reaches_the_client(Kind kind) throws Exception {
    try (Socket socket = open(kind, "")) {
      send(socket, WebSocketFrames.textOfClient("hello"));
      assertThat(WebSocketFrames.read(socket.getInputStream()).text()).isEqualTo("hello");
      backend.connection(0).close();
      assertThat(socket.getInputStream().read()).isNegative();
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_server_closes_with_a_close_frame(Kind kind) throws Exception {
    try (Socket socket = open(kind, "")) {
      InputStream in = socket.getInputStream();
      send(socket, WebSocketFrames.textOfClient("hello"));
      assertThat(WebSocketFrames.read(in).text()).isEqualTo("hello");
      application.closeTunnels();
      assertThat(WebSocketFrames.read(in).closeStatus()).isEqualTo(1001);
      assertThat(in.read()).isNegative();
    }
    assertThat(backend.connection(0).awaitEnd()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void a_reload_ends_tunnels_of_a_worker_that_is_gone_after_a_grace(Kind kind) throws Exception {
    try (Socket socket = open(kind, "")) {
      InputStream in = socket.getInputStream();
      send(socket, WebSocketFrames.textOfClient("before"));
      assertThat(WebSocketFrames.read(in).text()).isEqualTo("before");
      application.reload(load("GracefulShutdownTimeout 2\n"));
      send(socket, WebSocketFrames.textOfClient("after"));
      assertThat(WebSocketFrames.read(in).text()).isEqualTo("after");
      assertThat(WebSocketFrames.read(in).closeStatus()).isEqualTo(1001);
      assertThat(in.read()).isNegative();
    }
    assertThat(backend.connection(0).awaitEnd()).isTrue();
  }
}
