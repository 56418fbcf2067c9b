package org.proxypass.differential;

import static org.proxypass.differential.Expectation.noClientField;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Expectation.status;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Request.request;
import static org.proxypass.differential.Row.row;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.proxypass.testing.Script;

/** Statuses the proxy itself answers when a backend fails. */
class ErrorTest {
  private static final String CONFIGURATION =
      """
      ProxyPass /dead http://{dead}/x
      ProxyPass /nowhere http://nowhere.invalid/x
      ProxyPass /slow http://{backend}/slow timeout=1
      ProxyPass /b http://{other}/b
      """;
  private static final String BLAME =
      "a malformed field name in a response is the backend's fault and gives 502; httpd says 500";
  private static final String STRICT =
      "a response of doubtful status or framing gives 502; httpd makes the best of it and passes it on";

  @TestFactory
  Stream<DynamicNode> no_usable_answer() {
    return Differential.run(
        CONFIGURATION,
        List.of(
            row("a refused connection", get("/dead"), refused(503), noClientField("Retry-After")),
            row(
                "a refused connection with a body",
                request("POST", "/dead").body("abc"),
                refused(503)),
            row("a refused connection with HEAD", request("HEAD", "/dead"), refused(503)),
            row("a name that does not resolve", get("/nowhere"), refused(500)),
            row("no answer in time", get("/slow"), status(502)).answeredBy(Script.silence()),
            row("half a head and then nothing in time", get("/slow"), status(502))
                .answeredBy(
                    exchange -> {
                      exchange.request();
                      exchange.write("HTTP/1.1 200 OK\r\nX-A: ");
                      exchange.awaitPeerEnd();
                    }),
            row("a connection closed without answer", get("/b"), status(502))
                .answeredBy(Script.bytesThenClose("")),
            row("a connection reset without answer", get("/b"), status(502))
                .answeredBy(Script.bytesThenReset("")),
            row("a head cut in the status line", get("/b"), status(502))
                .answeredBy(Script.bytesThenClose("HTTP/1.1 200")),
            row("a head cut in a field", get("/b"), status(502))
                .answeredBy(Script.bytesThenClose("HTTP/1.1 200 OK\r\nContent-Le")),
            row("a head cut before its end", get("/b"), status(502))
                .answeredBy(Script.bytesThenClose("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n")),
            row("a status that is no number", get("/b"), status(200))
                .answeredBy(Script.bytesThenClose("HTTP/1.1 abc OK\r\n\r\n"))
                .differs(
                    "a response without a status line gives 502; httpd takes it for HTTP/0.9 and passes its"
                        + " bytes as a body",
                    status(502)),
            row("an unknown version", get("/b"), status(502))
                .answeredBy(
                    Script.bytesThenClose("HTTP/2.0 200 OK\r\nContent-Length: 4\r\n\r\ntext")),
            row("a line without colon", get("/b"), status(502))
                .answeredBy(
                    Script.bytesThenClose(
                        "HTTP/1.1 200 OK\r\nnonsense\r\nContent-Length: 4\r\n\r\ntext")),
            row("NUL in a value", get("/b"), status(502))
                .answeredBy(
                    Script.bytesThenClose(
                        "HTTP/1.1 200 OK\r\nX-A: a\u0000b\r\nContent-Length: 4\r\n\r\ntext")),
            row("a field longer than the limit", get("/b"), status(502))
                .answeredBy(
                    Script.bytesThenClose(
                        "HTTP/1.1 200 OK\r\nX-A: "
                            + "a".repeat(9000)
                            + "\r\nContent-Length: 4\r\n\r\ntext")),
            row("101 that nobody asked for", get("/b"), status(502))
                .answeredBy(
                    Script.bytesThenClose(
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n")),
            row("ten interim responses", get("/b"), status(502))
                .answeredBy(
                    Script.bytesThenClose(
                        "HTTP/1.1 100 Continue\r\n\r\n".repeat(50) + Script.ok("late"))),
            row("a length that is no number", get("/b"), status(502))
                .answeredBy(
                    Script.bytesThenClose("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\ntext")),
            row("a status of four digits", get("/b"), status(200))
                .answeredBy(
                    Script.bytesThenClose("HTTP/1.1 2000 OK\r\nContent-Length: 4\r\n\r\ntext"))
                .differs(STRICT, status(502)),
            row("a status below 100", get("/b"), status(99))
                .answeredBy(
                    Script.bytesThenClose("HTTP/1.1 099 OK\r\nContent-Length: 4\r\n\r\ntext"))
                .differs(STRICT, status(502)),
            row("two different lengths", get("/b"), status(200))
                .answeredBy(
                    Script.bytesThenClose(
                        "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 2\r\n\r\ntext"))
                .differs(STRICT, status(502)),
            row("an unknown transfer coding", get("/b"), status(200))
                .answeredBy(
                    Script.bytesThenClose("HTTP/1.1 200 OK\r\nTransfer-Encoding: odd\r\n\r\ntext"))
                .differs(STRICT, status(502)),
            row("a field with an empty name", get("/b"), status(500))
                .answeredBy(
                    Script.bytesThenClose(
                        "HTTP/1.1 200 OK\r\n: x\r\nContent-Length: 4\r\n\r\ntext"))
                .differs(BLAME, status(502)),
            row("a blank in a field name", get("/b"), status(500))
                .answeredBy(
                    Script.bytesThenClose(
                        "HTTP/1.1 200 OK\r\nX A: x\r\nContent-Length: 4\r\n\r\ntext"))
                .differs(BLAME, status(502)),
            row("the backend after all that", get("/b"), status(200))));
  }
}
