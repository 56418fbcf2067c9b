package org.proxypass.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.proxypass.testing.ProxypassServer;
import org.proxypass.testing.RawClient;
import org.proxypass.testing.RecordingBackend;
import org.proxypass.testing.Script;

/** What built-in pages say of the server: ServerAdmin and ServerSignature. */
class ServerIdentityTest {

  @Test
  void page_for_500_names_the_administrator() throws IOException {
    assertThat(page("ServerAdmin a<b@example.com", 500))
        .contains("<a href=\"mailto:a&lt;b@example.com\">a&lt;b@example.com</a>");
    assertThat(page("ServerAdmin https://help.example/", 500))
        .contains("<a href=\"https://help.example/\">");
  }

  @Test
  void other_pages_name_nobody() throws IOException {
    assertThat(page("ServerAdmin a@example.com", 403)).contains("Forbidden").doesNotContain("a@");
    assertThat(page("", 500)).contains("Internal Server Error").doesNotContain("mailto:");
  }

  @Test
  void signature_names_the_server_as_the_client_called_it() throws IOException {
    assertThat(page("ServerSignature On", 403)).contains("<address>h.example:81</address>");
    assertThat(page("ServerSignature EMail\nServerAdmin a@example.com", 403))
        .contains("<address><a href=\"mailto:a@example.com\">h.example:81</a></address>");
    assertThat(page("ServerSignature Off", 403)).doesNotContain("<address>");
  }

  private static String page(String directives, int status) throws IOException {
    try (RecordingBackend backend = RecordingBackend.start("backend");
        ProxypassServer server =
            ProxypassServer.start(
                port ->
                    directives
                        + "\nProxyErrorOverride On\nProxyPass / http://"
                        + backend.authority()
                        + "/")) {
      backend.play(Script.bytes("HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\n\r\n"));
      return RawClient.exchange(server.port(), "GET / HTTP/1.1\r\nHost: h.example:81\r\n\r\n")
          .text();
    }
  }
}
