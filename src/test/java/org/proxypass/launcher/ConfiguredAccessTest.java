package org.proxypass.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proxypass.config.ConfigLoader;

/** What an administrator has forbidden or limited holds, however it is written. */
class ConfiguredAccessTest {

  @Test
  void a_proxy_section_denies_a_backend_written_as_in_the_mapping() throws Exception {
    EchoBackend backend = EchoBackend.start();
    String url = backend.url().replace("127.0.0.1", "LOCALHOST");
    String config =
        "ProxyPass /p " + url + "/p\n<Proxy \"" + url + "/p\">\nRequire all denied\n</Proxy>";
    try (EmbeddedServer server = start(config)) {
      assertThat(answer(server, "/p/x")).startsWith("HTTP/1.1 403");
    } finally {
      backend.close();
    }
  }

  @Test
  void a_proxy_section_denies_a_backend_whose_default_port_is_written_out() throws Exception {
    String config =
        "ProxyPass /p http://127.0.0.1:80/p\n<Proxy http://127.0.0.1:80/p>\nRequire all denied\n"
            + "</Proxy>";
    try (EmbeddedServer server = start(config)) {
      assertThat(answer(server, "/p/x")).startsWith("HTTP/1.1 403");
    }
  }

  @Test
  void what_the_server_requires_holds_outside_of_sections() throws Exception {
    String config = "Require ip 127.0.0.2\n<Location /open>\nRequire local\n</Location>";
    try (EmbeddedServer server = start(config)) {
      assertThat(answer(server, "/closed")).startsWith("HTTP/1.1 403");
      assertThat(answer(server, "/open")).startsWith("HTTP/1.1 404");
    }
  }

  @Test
  void the_time_limit_of_another_virtual_host_does_not_lengthen_that_of_the_main_server()
      throws Exception {
    EchoBackend backend = EchoBackend.start();
    String config =
        "ProxyTimeout 1\nProxyPass / "
            + backend.url()
            + "/\n<VirtualHost *:1>\nServerName other\nProxyTimeout 20\n</VirtualHost>";
    try (EmbeddedServer server = start(config)) {
      assertThat(answer(server, "/held")).startsWith("HTTP/1.1 502");
    } finally {
      backend.release();
      backend.close();
    }
  }

  @Test
  void a_file_in_a_dot_folder_is_not_served(@TempDir Path root) throws Exception {
    Files.createDirectory(root.resolve(".git"));
    Files.writeString(root.resolve(".git/config"), "secret");
    try (EmbeddedServer server = start("DocumentRoot " + root)) {
      assertThat(answer(server, "/.git/config")).startsWith("HTTP/1.1 404");
    }
  }

  private static EmbeddedServer start(String config) throws Exception {
    return EmbeddedServer.start(
        ConfigLoader.create().loadText("Listen 127.0.0.1:0\n" + config, "test.conf").config());
  }

  private static String answer(EmbeddedServer server, String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.ports().get(0))) {
      socket.setSoTimeout(5000);
      String request = "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
