package org.proxypass.differential;

import static org.proxypass.differential.Expectation.backendBody;
import static org.proxypass.differential.Expectation.backendField;
import static org.proxypass.differential.Expectation.body;
import static org.proxypass.differential.Expectation.clientField;
import static org.proxypass.differential.Expectation.interim;
import static org.proxypass.differential.Expectation.noBackendField;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Expectation.status;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Request.raw;
import static org.proxypass.differential.Request.request;
import static org.proxypass.differential.Row.row;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.proxypass.testing.Script;

/** Expect: 100-continue, which the backend decides about. */
class ContinueTest {
  private static final String MAPPING = "ProxyPass /c http://{backend}/c\n";

  /** Asks for the body, then answers with its name. */
  private static final Script ASKING =
      exchange -> {
        if (!exchange.head().values("Expect").isEmpty()) {
          exchange.write("HTTP/1.1 100 Continue\r\n\r\n");
        }
        exchange.write(Script.ok(exchange.request().backend()));
      };

  private static Script refusing(String head) {
    return exchange -> {
      exchange.write(head + "Connection: close\r\nContent-Length: 2\r\n\r\nno");
      exchange.awaitPeerEnd();
      exchange.close();
    };
  }

  private static Request expecting(String method) {
    return request(method, "/c").with("Expect", "100-continue");
  }

  @TestFactory
  Stream<DynamicNode> on() {
    List<Row> rows = new ArrayList<>();
    for (String method : List.of("POST", "PUT", "PATCH", "PROPFIND")) {
      rows.add(
          row(
                  method + ": the backend asks, and gets the body",
                  expecting(method).body("hello"),
                  status(200),
                  interim(100),
                  backendField("Expect", "100-continue"),
                  backendField("Content-Length", "5"),
                  backendBody("hello"))
              .answeredBy(ASKING));
    }
    rows.add(
        row(
                "a long body is sent when it was asked for",
                expecting("POST").body("x".repeat(100_000)),
                status(200),
                interim(100),
                backendField("Content-Length", "100000"),
                backendBody("x".repeat(100_000)))
            .answeredBy(ASKING));
    rows.add(
        row(
                "a chunked body goes out chunked, as nothing of it is known",
                expecting("POST").chunks("x".repeat(50_000)),
                status(200),
                backendField("Transfer-Encoding", "chunked"),
                noBackendField("Content-Length"),
                backendBody("x".repeat(50_000)))
            .answeredBy(ASKING));
    for (int status : new int[] {401, 403, 413, 417, 302, 500, 503}) {
      rows.add(
          row(
                  status + " before the body is relayed, and no body is sent",
                  expecting("POST").body("hello"),
                  refused(status),
                  interim(),
                  body("no"))
              .answeredBy(refusing("HTTP/1.1 " + status + " No\r\nX-A: b\r\n")));
    }
    rows.add(
        row(
                "an answer of HTTP/1.0 ends the exchange, too",
                expecting("POST").body("hello"),
                refused(403),
                interim(),
                body("no"))
            .answeredBy(refusing("HTTP/1.0 403 No\r\n")));
    rows.add(
        row(
                "a refusal closes the client's connection, whose body is not wanted",
                expecting("POST").body("hello"),
                refused(403),
                clientField("Connection", "close"))
            .answeredBy(refusing("HTTP/1.1 403 No\r\n")));
    rows.add(
        row(
                // Whether the body has reached the backend by now is a race in httpd, so nobody
                // asks.
                "a refusal that keeps the connection", expecting("POST").body("hello"), status(403))
            .answeredBy(
                exchange -> {
                  exchange.write("HTTP/1.1 403 No\r\nContent-Length: 2\r\n\r\nno");
                  exchange.request();
                })
            .differs(
                "a body that its backend refused beforehand is never sent",
                refused(403),
                interim(),
                body("no")));
    rows.add(
        row(
                "letter case does not count",
                request("POST", "/c").with("Expect", "100-Continue").body("hello"),
                interim(100),
                backendField("Expect", "100-Continue"),
                backendBody("hello"))
            .answeredBy(ASKING));
    rows.add(
        row(
                "an expectation of HTTP/1.0",
                raw(
                    "POST /c HTTP/1.0\r\nHost: front.test\r\nExpect: 100-continue\r\n"
                        + "Content-Length: 5\r\n\r\nhello"),
                status(200),
                interim(),
                backendField("Expect", "100-continue"),
                backendBody("hello"))
            .answeredBy(ASKING)
            .differs(
                "RFC 9110 §10.1.1: it is ignored",
                status(200),
                interim(),
                noBackendField("Expect"),
                backendBody("hello")));
    rows.add(
        row(
                "a request without body expects nothing",
                get("/c").with("Expect", "100-continue"),
                status(200),
                backendField("Expect", "100-continue"))
            .answeredBy(ASKING)
            .differs(
                "RFC 9110 §10.1.1: without content there is no expectation",
                status(200),
                interim(),
                noBackendField("Expect")));
    return Differential.run(MAPPING, rows);
  }

  @TestFactory
  Stream<DynamicNode> off() {
    return Differential.run(
        MAPPING + "Proxy100Continue Off\n",
        List.of(
            row(
                    "the client is asked for the body at once",
                    expecting("POST").body("hello"),
                    status(200),
                    interim(100),
                    noBackendField("Expect"),
                    backendBody("hello"))
                .answeredBy(ASKING)));
  }
}
