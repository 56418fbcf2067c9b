package org.proxypass.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proxypass.differential.Expectation.backendField;
import static org.proxypass.differential.Expectation.backendList;
import static org.proxypass.differential.Expectation.clientField;
import static org.proxypass.differential.Expectation.noBackendField;
import static org.proxypass.differential.Expectation.noClientField;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Expectation.status;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Request.getFrom;
import static org.proxypass.differential.Request.raw;
import static org.proxypass.differential.Row.row;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** ProxyVia in all its modes, on the way there and back. */
class ViaTest {
  private static final String MAPPING = "ProxyPass /v http://{backend}/v\n";
  private static final String OK = "HTTP/1.1 200 OK";

  @TestFactory
  Stream<DynamicNode> off() {
    return Differential.run(
        MAPPING,
        List.of(
            row("no Via is added", get("/v"), noBackendField("Via"), noClientField("Via")),
            row(
                "the client's Via passes",
                get("/v").with("Via", "1.0 fred"),
                backendField("Via", "1.0 fred")),
            row("the backend's Via passes", get("/v"), clientField("Via", "1.1 inner"))
                .answered("x", OK, "Via: 1.1 inner", "Content-Length: 1")));
  }

  @TestFactory
  Stream<DynamicNode> on() {
    return Differential.run(
        MAPPING + "ProxyVia On\n",
        List.of(
            row(
                "version and name are added both ways",
                get("/v"),
                backendField("Via", "1.1 front.test"),
                clientField("Via", "1.1 front.test")),
            row(
                "the name is the server's and not the client's word for it",
                getFrom("other.test", "/v"),
                backendField("Via", "1.1 front.test"),
                clientField("Via", "1.1 front.test")),
            row(
                "the port of the client's Host stands behind the name",
                getFrom("front.test:4711", "/v"),
                backendField("Via", "1.1 front.test:4711"),
                clientField("Via", "1.1 front.test:4711")),
            row(
                "the scheme's own port does not",
                getFrom("front.test:80", "/v"),
                backendField("Via", "1.1 front.test"),
                clientField("Via", "1.1 front.test")),
            row(
                "the version is that of the client's request",
                raw("GET /v HTTP/1.0\r\nHost: front.test\r\n\r\n"),
                backendField("Via", "1.0 front.test"),
                clientField("Via", "1.0 front.test")),
            row(
                "in a request the entry is joined to those before",
                get("/v").with("Via", "1.0 fred, 1.1 p.example"),
                backendField("Via", "1.0 fred, 1.1 p.example, 1.1 front.test")),
            row(
                "two lines of a request become one list",
                get("/v").with("Via", "1.0 fred").with("Via", "1.1 p.example"),
                backendList("Via", "1.0 fred", "1.1 p.example", "1.1 front.test")),
            row(
                    "in a response it is a line of its own",
                    get("/v"),
                    clientField("Via", "1.1 inner", "1.1 front.test"))
                .answered("x", OK, "Via: 1.1 inner", "Content-Length: 1"),
            row(
                    "an error of the backend has it too",
                    get("/v"),
                    status(404),
                    clientField("Via", "1.1 front.test"))
                .answered("x", "HTTP/1.1 404 Not Found", "Content-Length: 1"),
            row(
                "Connection cannot take it away",
                get("/v").with("Connection", "Via"),
                backendField("Via", "1.1 front.test")),
            row(
                "a request may have come through us twice before",
                get("/v").with("Via", "1.1 front.test, 1.1 front.test"),
                backendField("Via", "1.1 front.test, 1.1 front.test, 1.1 front.test")),
            row(
                    "a loop ends after a few rounds",
                    get("/v").with("Via", "1.1 front.test, 1.1 front.test (x), 1.0 FRONT.test"),
                    status(200))
                .differs(
                    "ProxyLoopLimit refuses what came through us more than twice", refused(502))));
  }

  @TestFactory
  Stream<DynamicNode> full() {
    return Differential.run(
        MAPPING + "ProxyVia Full\n",
        List.of(
            row(
                    "the product is a comment",
                    get("/v"),
                    viaMatches("1\\.1 front\\.test \\(Apache/[0-9.]+\\)"))
                .differs(
                    "Via names proxypass, not Apache",
                    viaMatches("1\\.1 front\\.test \\(proxypass/[0-9][^ ()]*\\)"))));
  }

  private static Expectation viaMatches(String pattern) {
    return new Expectation.Said(
        "`Via` like `" + pattern.replace("\\", "") + "`",
        outcome -> {
          assertThat(outcome.request().values("Via"))
              .as("Via at the backend")
              .hasSize(1)
              .allMatch(value -> value.matches(pattern));
          assertThat(outcome.response().values("Via"))
              .as("Via at the client")
              .hasSize(1)
              .allMatch(value -> value.matches(pattern));
        });
  }

  @TestFactory
  Stream<DynamicNode> block() {
    return Differential.run(
        MAPPING + "ProxyVia Block\n",
        List.of(
            row(
                "the client's Via is taken out",
                get("/v").with("Via", "1.0 fred"),
                noBackendField("Via")),
            row("none is added", get("/v"), noBackendField("Via"), noClientField("Via")),
            row("the backend's Via stays", get("/v"), clientField("Via", "1.1 inner"))
                .answered("x", OK, "Via: 1.1 inner", "Content-Length: 1")));
  }
}
