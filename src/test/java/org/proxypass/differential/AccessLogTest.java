package org.proxypass.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.proxypass.testing.Implementation;
import org.proxypass.testing.ProxyUnderTest;
import org.proxypass.testing.RawClient;
import org.proxypass.testing.RecordingBackend;

/** The lines of access logs, on both servers. */
class AccessLogTest {
  private static final String FORMAT =
      "%m|%U|%q|%H|%>s|%b|%B|%h|%l|%u|%a|%A|%v|%V|%{local}p|%X|%k|%T|%I|%{F}i|%{V}e|%{c}C";

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicNode> lines() {
    return Arrays.stream(Implementation.values())
        .map(implementation -> dynamicTest(implementation.name(), () -> check(implementation)));
  }

  private void check(Implementation implementation) throws IOException {
    implementation.require();
    Path file = directory.resolve(implementation.name() + ".log");
    try (RecordingBackend backend = RecordingBackend.start("backend");
        ProxyUnderTest server =
            implementation.start(port -> configuration(file, backend.authority()))) {
      try (RawClient client = RawClient.connect(server.port())) {
        client
            .send("GET /p/a%20b?x=\"1\" HTTP/1.1\r\nHost: h:1\r\nF: \"q\\\r\nM: x\r\n\r\n")
            .read();
        client.send("GET /p/ HTTP/1.1\r\nHost: h\r\nCookie: b=1; c=2\r\n\r\n").read();
        client.send("HEAD /p/h HTTP/1.1\r\nHost: h\r\n\r\n").readToHead();
        client.send("POST /p/b HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc").read();
        client.send("GET /hidden HTTP/1.1\r\nHost: h\r\nNo-Log: x\r\n\r\n").read();
        client.send("GET /denied HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n").read();
      }
      String port = String.valueOf(server.port());
      // httpd does not count a request after which it closes the connection.
      String last = implementation == Implementation.HTTPD ? "4" : "5";
      await().until(() -> Files.readAllLines(file).size() >= 5);
      assertThat(Files.readAllLines(file))
          .containsExactly(
              line("GET|/p/a b|?x=\\\"1\\\"|HTTP/1.1|200|7|7", "h", port, "+|0|0|56|\\\"q\\\\|x|-"),
              line("GET|/p/||HTTP/1.1|200|7|7", "h", port, "+|1|0|47|-|-|2"),
              line("HEAD|/p/h||HTTP/1.1|200|-|0", "h", port, "+|2|0|31|-|-|-"),
              line("POST|/p/b||HTTP/1.1|200|7|7", "h", port, "+|3|0|53|-|-|-"),
              line("GET|/denied||HTTP/1.1|403|7|7", "h", port, "-|" + last + "|0|52|-|-|-"));
    }
  }

  private static String line(String request, String name, String port, String rest) {
    return request
        + "|127.0.0.1|-|-|127.0.0.1|127.0.0.1|front.test|"
        + name
        + "|"
        + port
        + "|"
        + rest;
  }

  private static String configuration(Path file, String backend) {
    return String.join(
        "\n",
        List.of(
            "LogFormat \"" + FORMAT + "\" mine",
            "CustomLog \"" + file + "\" mine env=!unlogged",
            "SetEnvIf No-Log . unlogged",
            "SetEnvIf M (.+) V=$1",
            "ErrorDocument 403 \"go away\"",
            "ProxyPass /p http://" + backend + "/",
            "<Location /denied>",
            "Require all denied",
            "</Location>"));
  }
}
