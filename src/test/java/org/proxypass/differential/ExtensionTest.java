package org.proxypass.differential;

import static org.proxypass.differential.Expectation.backendBody;
import static org.proxypass.differential.Expectation.backendField;
import static org.proxypass.differential.Expectation.clientField;
import static org.proxypass.differential.Expectation.clientTrailer;
import static org.proxypass.differential.Expectation.noBackendField;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Expectation.status;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Request.getFrom;
import static org.proxypass.differential.Request.raw;
import static org.proxypass.differential.Request.request;
import static org.proxypass.differential.Row.row;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.proxypass.testing.Script;

/** Directives of ours; httpd does not see them and behaves as we do without them. */
class ExtensionTest {
  private static final String REASON = "a directive of proxypass alone, off by default";
  private static final String OK = "HTTP/1.1 200 OK";

  /** Only what is not httpd has no such module. */
  private static String own(String directives) {
    return "<IfModule !mpm_event_module>\n" + directives + "\n</IfModule>\n";
  }

  @TestFactory
  Stream<DynamicNode> forwardedFields() {
    return Differential.run(
        "ProxyPass /app/same http://{backend}/app/same\nProxyPass /app/ http://{backend}/\n"
            + "ProxyPass /other http://{backend}/inner\n"
            + own("ProxyAddForwarded all"),
        List.of(
            row("scheme", get("/app/x"), noBackendField("X-Forwarded-Proto"))
                .differs(REASON, backendField("X-Forwarded-Proto", "http")),
            row(
                    "the client's own word for the scheme is replaced",
                    get("/app/x").with("X-Forwarded-Proto", "https"),
                    backendField("X-Forwarded-Proto", "https"))
                .differs(REASON, backendField("X-Forwarded-Proto", "http")),
            row(
                    "port of the Host",
                    getFrom("front.test:8443", "/app/x"),
                    noBackendField("X-Forwarded-Port"))
                .differs(REASON, backendField("X-Forwarded-Port", "8443")),
            row("port of the scheme", get("/app/x"), noBackendField("X-Forwarded-Port"))
                .differs(REASON, backendField("X-Forwarded-Port", "80")),
            row("prefix that was cut off", get("/app/x"), noBackendField("X-Forwarded-Prefix"))
                .differs(REASON, backendField("X-Forwarded-Prefix", "/app")),
            row(
                    "prefix of the mapped path itself",
                    get("/app/"),
                    noBackendField("X-Forwarded-Prefix"))
                .differs(REASON, backendField("X-Forwarded-Prefix", "/app")),
            row(
                "no prefix where the paths are the same",
                get("/app/same/x"),
                noBackendField("X-Forwarded-Prefix")),
            row(
                    "no prefix where the backend has a path of its own",
                    get("/other/x").with("X-Forwarded-Prefix", "/lie"),
                    backendField("X-Forwarded-Prefix", "/lie"))
                .differs(REASON, noBackendField("X-Forwarded-Prefix")),
            row("Forwarded", get("/app/x"), noBackendField("Forwarded"))
                .differs(
                    REASON, backendField("Forwarded", "for=127.0.0.1;host=front.test;proto=http")),
            row(
                    "a Forwarded that is there is continued",
                    get("/app/x").with("Forwarded", "for=\"[::1]:80\";by=_x"),
                    backendField("Forwarded", "for=\"[::1]:80\";by=_x"))
                .differs(
                    REASON,
                    backendField(
                        "Forwarded",
                        "for=\"[::1]:80\";by=_x, for=127.0.0.1;host=front.test;proto=http")),
            row(
                    "a Forwarded that is none is replaced",
                    get("/app/x").with("Forwarded", "for=\"open"),
                    backendField("Forwarded", "for=\"open"))
                .differs(
                    REASON, backendField("Forwarded", "for=127.0.0.1;host=front.test;proto=http")),
            row(
                    "Connection cannot take them away",
                    get("/app/x").with("Connection", "X-Forwarded-Proto, Forwarded"),
                    noBackendField("X-Forwarded-Proto"))
                .differs(
                    REASON,
                    backendField("X-Forwarded-Proto", "http"),
                    backendField("Forwarded", "for=127.0.0.1;host=front.test;proto=http"))));
  }

  @TestFactory
  Stream<DynamicNode> reverseMapping() {
    return Differential.run(
        "ProxyPass /app http://{backend}/in\nProxyPassReverse /app http://{backend}/in\n"
            + own("ProxyPassReverseExtended On"),
        List.of(
            row(
                    "Link",
                    get("/app/x"),
                    clientField("Link", "<http://{backend}/in/a>; rel=next, </b>; rel=prev"))
                .answered(
                    "",
                    OK,
                    "Link: <http://{backend}/in/a>; rel=next, </b>; rel=prev",
                    "Content-Length: 0")
                .differs(
                    REASON,
                    clientField("Link", "<http://front.test/app/a>; rel=next, </b>; rel=prev")),
            row("Refresh", get("/app/x"), clientField("Refresh", "5; url=http://{backend}/in/a"))
                .answered("", OK, "Refresh: 5; url=http://{backend}/in/a", "Content-Length: 0")
                .differs(REASON, clientField("Refresh", "5; url=http://front.test/app/a")),
            row("Refresh without an address", get("/app/x"), clientField("Refresh", "5"))
                .answered("", OK, "Refresh: 5", "Content-Length: 0"),
            row(
                    "Destination of a request",
                    request("MOVE", "/app/x").with("Destination", "http://front.test/app/y"),
                    backendField("Destination", "http://front.test/app/y"))
                .differs(REASON, backendField("Destination", "http://{backend}/in/y")),
            row(
                "Destination of somebody else",
                request("MOVE", "/app/x").with("Destination", "http://elsewhere.test/app/y"),
                backendField("Destination", "http://elsewhere.test/app/y"))));
  }

  @TestFactory
  Stream<DynamicNode> timeouts() {
    return Differential.run(
        "ProxyPass /t http://{backend}/t timeout=1\n" + own("ProxyTimeoutStatus 504"),
        List.of(
            row("a backend that does not answer in time", get("/t"), status(502))
                .answeredBy(Script.silence())
                .differs(REASON, status(504)),
            row("a backend that breaks off is no matter of time", get("/t"), status(502))
                .answeredBy(Script.bytesThenClose("HTTP/1.1 2"))));
  }

  @TestFactory
  Stream<DynamicNode> loops() {
    return Differential.run(
        "ProxyPass /l http://{backend}/l\nProxyVia On\n" + own("ProxyLoopLimit 0"),
        List.of(
            row(
                "a stranger's Via is no loop",
                get("/l").with("Via", "1.1 other.test"),
                status(200)),
            row(
                "a longer name is not ours",
                get("/l").with("Via", "1.1 front.testing, 1.1 my.front.test"),
                status(200)),
            row("our own is", get("/l").with("Via", "1.1 a, 1.1 front.test"), status(200))
                .differs(REASON, refused(502))));
  }

  @TestFactory
  Stream<DynamicNode> trailers() {
    String chunked =
        "POST /t HTTP/1.1\r\nHost: front.test\r\nTE: trailers\r\nTransfer-Encoding: chunked\r\n\r\n";
    return Differential.run(
        "ProxyPass /t http://{backend}/t\n" + own("ProxyForwardTrailers X-Sum Grpc-Status"),
        List.of(
            row(
                    "a trailer of a request keeps its body chunked",
                    raw(chunked + "3\r\nabc\r\n0\r\nX-Sum: 6\r\n\r\n"),
                    backendField("Content-Length", "3"))
                .differs(REASON, backendField("Transfer-Encoding", "chunked"), backendBody("abc")),
            row(
                "a body without trailers gets its length",
                raw(chunked + "3\r\nabc\r\n0\r\n\r\n"),
                backendField("Content-Length", "3"),
                backendBody("abc")),
            row(
                    "a trailer of a response passes",
                    get("/t").with("TE", "trailers"),
                    clientTrailer("Grpc-Status"))
                .answered(
                    "3\r\nabc\r\n0\r\nGrpc-Status: 0\r\nX-Other: 1\r\n\r\n",
                    OK,
                    "Transfer-Encoding: chunked")
                .differs(REASON, clientTrailer("Grpc-Status", "0"), clientTrailer("X-Other")),
            row(
                    "not to a client that did not ask for trailers",
                    get("/t"),
                    status(200),
                    clientTrailer("Grpc-Status"))
                .answered(
                    "3\r\nabc\r\n0\r\nGrpc-Status: 0\r\n\r\n", OK, "Transfer-Encoding: chunked")));
  }
}
