package org.proxypass.differential;

import static org.proxypass.differential.Expectation.backendBody;
import static org.proxypass.differential.Expectation.backendField;
import static org.proxypass.differential.Expectation.interim;
import static org.proxypass.differential.Expectation.noBackendField;
import static org.proxypass.differential.Expectation.status;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Request.request;
import static org.proxypass.differential.Row.row;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.proxypass.testing.Script;

/** {@code ping}: Expect: 100-continue by the proxy's own will. */
class PingTest {
  /** Asks for the body, then answers with its name. */
  private static final Script ASKING =
      exchange -> {
        if (!exchange.head().values("Expect").isEmpty()) {
          exchange.write("HTTP/1.1 100 Continue\r\n\r\n");
        }
        exchange.write(Script.ok(exchange.request().backend()));
      };

  @TestFactory
  Stream<DynamicNode> ping() {
    return Differential.run(
        "ProxyPass /p http://{backend}/p ping=300ms\n",
        List.of(
            row(
                    "a body is announced first",
                    request("POST", "/p").body("hello"),
                    status(200),
                    interim(),
                    backendField("Expect", "100-Continue"),
                    backendBody("hello"))
                .answeredBy(ASKING),
            row(
                    "one in chunks, too",
                    request("POST", "/p").chunks("hello"),
                    status(200),
                    interim(),
                    backendField("Expect", "100-Continue"),
                    backendBody("hello"))
                .answeredBy(ASKING),
            row("without a body nothing is", get("/p"), status(200), noBackendField("Expect"))
                .answeredBy(ASKING),
            row(
                    "an empty body is none",
                    request("POST", "/p").body(""),
                    status(200),
                    noBackendField("Expect"))
                .answeredBy(ASKING),
            row(
                    "a client that expects it gets it, too",
                    request("POST", "/p").with("Expect", "100-continue").body("hello"),
                    status(200),
                    interim(100),
                    backendBody("hello"))
                .answeredBy(ASKING),
            row("silence is 503", request("POST", "/p").body("hello"), status(503))
                .answeredBy(exchange -> exchange.awaitPeerEnd())));
  }
}
