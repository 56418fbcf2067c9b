package org.proxypass.differential;

import static org.proxypass.differential.Expectation.backendBody;
import static org.proxypass.differential.Expectation.backendField;
import static org.proxypass.differential.Expectation.interim;
import static org.proxypass.differential.Expectation.noBackendField;
import static org.proxypass.differential.Expectation.requestLine;
import static org.proxypass.differential.Expectation.status;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Request.request;
import static org.proxypass.differential.Row.row;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** The environment variables that change framing and connection. */
class TransportVariableTest {
  private static final String LARGE = "x".repeat(100_000);
  private static final String CONFIGURATION =
      """
      ProxyPass / http://{backend}/
      SetEnvIf Request_URI ^/(length|both) proxy-sendcl=1
      SetEnvIf Request_URI ^/(chunks|both) proxy-sendchunked=1
      SetEnvIf Request_URI ^/close proxy-nokeepalive=1
      SetEnvIf Request_URI ^/old force-proxy-request-1.0=1
      SetEnvIf Request_URI ^/fresh proxy-initial-not-pooled=1
      SetEnvIf Request_URI ^/quiet proxy-interim-response=Suppress
      """;

  @TestFactory
  Stream<DynamicNode> framing() {
    return Differential.run(
        CONFIGURATION,
        List.of(
            row(
                "proxy-sendcl: a long chunked body gets its length",
                request("POST", "/length").chunks(LARGE, LARGE),
                status(200),
                backendField("Content-Length", "200000"),
                noBackendField("Transfer-Encoding"),
                backendBody(LARGE + LARGE)),
            row(
                "proxy-sendcl: a short one, too",
                request("POST", "/length").chunks("abc"),
                backendField("Content-Length", "3"),
                backendBody("abc")),
            row(
                "proxy-sendcl: a length stays",
                request("POST", "/length").body(LARGE),
                backendField("Content-Length", "100000"),
                backendBody(LARGE)),
            row(
                "proxy-sendchunked: a body with a length keeps it, as no filter changes it",
                request("POST", "/chunks").body(LARGE),
                status(200),
                backendField("Content-Length", "100000"),
                noBackendField("Transfer-Encoding"),
                backendBody(LARGE)),
            row(
                "proxy-sendchunked: a short one keeps its length",
                request("POST", "/chunks").body("abc"),
                backendField("Content-Length", "3"),
                noBackendField("Transfer-Encoding"),
                backendBody("abc")),
            row(
                "proxy-sendchunked: chunks stay",
                request("POST", "/chunks").chunks(LARGE),
                backendField("Transfer-Encoding", "chunked"),
                backendBody(LARGE)),
            row(
                "both are as neither: chunks stay",
                request("POST", "/both").chunks(LARGE),
                backendField("Transfer-Encoding", "chunked"),
                backendBody(LARGE)),
            row(
                "both are as neither: a length stays",
                request("POST", "/both").body(LARGE),
                backendField("Content-Length", "100000"),
                backendBody(LARGE))));
  }

  @TestFactory
  Stream<DynamicNode> connection() {
    return Differential.run(
        CONFIGURATION,
        List.of(
            row(
                "usually the connection is kept",
                get("/x"),
                backendField("Connection", "Keep-Alive")),
            row(
                "proxy-nokeepalive: it is closed",
                get("/close"),
                status(200),
                requestLine("GET /close HTTP/1.1"),
                backendField("Connection", "close")),
            row(
                "force-proxy-request-1.0: another version, and no Connection field",
                get("/old"),
                status(200),
                requestLine("GET /old HTTP/1.0"),
                backendField("Host", "{backend}"),
                noBackendField("Connection")),
            row(
                "force-proxy-request-1.0: a long chunked body gets its length",
                request("POST", "/old").chunks(LARGE),
                requestLine("POST /old HTTP/1.0"),
                backendField("Content-Length", "100000"),
                noBackendField("Transfer-Encoding"),
                backendBody(LARGE)),
            row(
                "force-proxy-request-1.0: no expectation",
                request("POST", "/old").with("Expect", "100-continue").body("abc"),
                requestLine("POST /old HTTP/1.0"),
                noBackendField("Expect"),
                backendBody("abc")),
            row("proxy-initial-not-pooled: the request is served", get("/fresh"), status(200)),
            row("usually 103 is relayed", get("/x"), status(200), interim(103))
                .answered(
                    "", "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK", "Content-Length: 0"),
            row("proxy-interim-response Suppress: it is not", get("/quiet"), status(200), interim())
                .answered(
                    "", "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK", "Content-Length: 0")));
  }
}
