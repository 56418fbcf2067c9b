package org.proxypass.differential;

import static org.proxypass.differential.Expectation.body;
import static org.proxypass.differential.Expectation.clientField;
import static org.proxypass.differential.Expectation.interim;
import static org.proxypass.differential.Expectation.noClientField;
import static org.proxypass.differential.Expectation.status;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Request.raw;
import static org.proxypass.differential.Row.row;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** The 1xx responses of a backend. */
class InterimResponseTest {
  private static final String HINT =
      "HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n";
  private static final String OK = "HTTP/1.1 200 OK";

  @TestFactory
  Stream<DynamicNode> interimResponses() {
    return Differential.run(
        "ProxyPass /i http://{backend}/i\n",
        List.of(
            row(
                    "103 is relayed, and its fields are not those of the response",
                    get("/i"),
                    status(200),
                    interim(103),
                    noClientField("Link"),
                    clientField("X-Final", "yes"),
                    body("x"))
                .answered("x", HINT + OK, "X-Final: yes", "Content-Length: 1"),
            row("two of them are two", get("/i"), status(200), interim(103, 103), body("x"))
                .answered("x", HINT + HINT + OK, "Content-Length: 1"),
            row("103 comes before an error, too", get("/i"), status(404), interim(103))
                .answered("x", HINT + "HTTP/1.1 404 Not Found", "Content-Length: 1"),
            row("102 is relayed", get("/i"), status(200), interim(102), body("x"))
                .answered("x", "HTTP/1.1 102 Processing\r\n\r\n" + OK, "Content-Length: 1")
                .differs("the container can send no 102", status(200), interim(), body("x")),
            row(
                    "a 100 that nobody asked for ends here",
                    get("/i"),
                    status(200),
                    interim(),
                    body("x"))
                .answered("x", "HTTP/1.1 100 Continue\r\n\r\n" + OK, "Content-Length: 1"),
            row(
                    "a client of HTTP/1.0 gets none",
                    raw("GET /i HTTP/1.0\r\nHost: front.test\r\n\r\n"),
                    status(200),
                    interim(),
                    body("x"))
                .answered("x", HINT + OK, "Content-Length: 1"),
            row("too many of them are an error", get("/i"), status(502))
                .answered("x", HINT.repeat(20) + OK, "Content-Length: 1"),
            row("a switch of protocols that nobody asked for", get("/i"), status(502))
                .answered("", "HTTP/1.1 101 Switching Protocols", "Upgrade: foo")));
  }
}
