package org.proxypass.differential;

import static org.proxypass.differential.Expectation.backendField;
import static org.proxypass.differential.Expectation.body;
import static org.proxypass.differential.Expectation.bodyContains;
import static org.proxypass.differential.Expectation.bodyLacks;
import static org.proxypass.differential.Expectation.clientField;
import static org.proxypass.differential.Expectation.noBackendField;
import static org.proxypass.differential.Expectation.noClientField;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Expectation.requestLine;
import static org.proxypass.differential.Expectation.status;
import static org.proxypass.differential.Expectation.tellsNothingOf;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Request.request;
import static org.proxypass.differential.Row.row;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.proxypass.testing.Script;

/** Pages that come from a backend, and the built-in ones. */
class ErrorPageTest {
  private static final String OWN_STATUS =
      "an error stays an error when its page comes from a backend; httpd lets the page's 200 stand";
  private static final String NOT_A_PAGE =
      "an error of the page's own is not the page; httpd passes it with its status";
  private static final String SILENT = "a built-in page tells nothing of what is behind it";
  private static final String PROBLEMS =
      "a client that likes JSON better gets a problem document (RFC 9457)";

  @TestFactory
  Stream<DynamicNode> pages_from_a_backend() {
    return Differential.run(
        """
        ProxyPass /pages http://{backend}/pages
        ProxyPass /covered http://{backend}/covered
        ProxyPass /dead http://{dead}/x
        ProxyPass /half http://{dead}/x
        <Location /covered>
          ProxyErrorOverride On 503
        </Location>
        <Location /half>
          ErrorDocument 503 /covered/503
        </Location>
        ErrorDocument 503 /pages/503
        """,
        List.of(
            row("the fields of the page", get("/dead"), status(200), clientField("X-A", "b"))
                .answered("page", "HTTP/1.1 200 OK", "X-A: b", "Content-Length: 4")
                .differs(OWN_STATUS, status(503), clientField("X-A", "b"), body("page")),
            row(
                    "a page where ProxyErrorOverride covers the error",
                    get("/half"),
                    status(503),
                    body("page"))
                .answered("page", "HTTP/1.1 200 OK", "Content-Length: 4"),
            row("a page with the error's own status", get("/dead"), status(503), body("page"))
                .answered("page", "HTTP/1.1 503 Away", "Content-Length: 4"),
            row("a page that is not found", get("/dead"), status(404), body("theirs"))
                .answered("theirs", "HTTP/1.1 404 Not Found", "Content-Length: 6")
                .differs(
                    NOT_A_PAGE,
                    status(503),
                    bodyContains("Additionally, a 404 Not Found error"),
                    bodyLacks("theirs")),
            row(
                    "the page of a page that ProxyErrorOverride replaces",
                    get("/half"),
                    status(503),
                    body("theirs"))
                .answered("theirs", "HTTP/1.1 503 Service Unavailable", "Content-Length: 6")
                .differs(
                    "an error page has no error page of its own; httpd goes on to the next",
                    status(503),
                    bodyContains("Additionally, a 503 Service Unavailable error")),
            row("a page whose backend breaks off", get("/dead"), status(503), bodyContains("<html"))
                .answeredBy(Script.bytesThenClose("")),
            row(
                    "a page that redirects",
                    get("/dead"),
                    status(302),
                    clientField("Location", "http://login.test/"))
                .answered(
                    "", "HTTP/1.1 302 Found", "Location: http://login.test/", "Content-Length: 0"),
            row("a page for HEAD", request("HEAD", "/dead"), requestLine("GET /pages/503 HTTP/1.1"))
                .differs(
                    "an error page is asked for with HEAD for a HEAD; httpd asks with GET",
                    requestLine("HEAD /pages/503 HTTP/1.1"),
                    body("")),
            row(
                    "conditions of the client go along",
                    get("/dead").with("If-None-Match", "\"x\""),
                    backendField("If-None-Match", "\"x\""))
                .differs(
                    "an error page is fetched without the client's conditions, for they are about another resource",
                    noBackendField("If-None-Match")),
            row(
                    "a range of the client goes along",
                    get("/dead").with("Range", "bytes=0-1"),
                    backendField("Range", "bytes=0-1"))
                .differs(
                    "an error page is fetched without the client's range", noBackendField("Range")),
            row(
                "cookies of the client go along",
                get("/dead").with("Cookie", "a=b"),
                backendField("Cookie", "a=b")),
            row(
                    "the type of a body goes along",
                    request("POST", "/dead").with("Content-Type", "text/x").body("abc"),
                    backendField("Content-Type", "text/x"))
                .differs(
                    "the GET for an error page has no body; httpd sends that of the failed request along",
                    noBackendField("Content-Type"))));
  }

  @TestFactory
  Stream<DynamicNode> silent_pages() {
    return Differential.run(
        """
        ProxyPass /unknown http://db-7.internal.invalid:8080/secret
        ProxyPass /dead http://{dead}/secret
        ProxyPass /broken http://{backend}/secret
        ProxyPass /errors !
        Alias /errors {docs}/none
        <Location /closed>
          Require all denied
        </Location>
        ErrorDocument 404 /errors/missing.html
        """,
        List.of(
            row("a name that is unknown", get("/unknown"), refused(500), bodyContains("db-7"))
                .differs(SILENT, refused(500), tellsNothingOf("internal"), tellsNothingOf("db-7")),
            row("a port nobody listens at", get("/dead"), refused(503), tellsNothingOf("{dead}")),
            row("the path at the backend", get("/dead"), refused(503), tellsNothingOf("secret")),
            row("no answer", get("/broken"), status(502), tellsNothingOf("{backend}"))
                .answeredBy(Script.bytesThenClose("")),
            row("bytes of a broken answer", get("/broken"), status(502), tellsNothingOf("leak"))
                .answeredBy(Script.bytesThenClose("HTTP/1.1 200 OK\r\nleak\r\n\r\n")),
            row("a missing page", get("/x"), refused(404), tellsNothingOf("{docs}")),
            row(
                "the address of a missing page",
                get("/x"),
                refused(404),
                tellsNothingOf("missing.html")),
            row("a denied path", get("/closed/x"), refused(403), tellsNothingOf("denied")),
            row("the query that failed", get("/dead?<script>"), refused(503), bodyLacks("script")),
            row(
                "the Host that failed",
                Request.getFrom("evil.test", "/dead"),
                refused(503),
                bodyLacks("evil"))));
  }

  @TestFactory
  Stream<DynamicNode> built_in_pages() {
    return Differential.run(
        """
        ProxyPass /dead http://{dead}/x
        ProxyPass /app http://{backend}/x
        """,
        List.of(
            problem("application/json", "application/problem+json"),
            problem("application/problem+json", "application/problem+json"),
            problem("application/*", "application/problem+json"),
            problem("application/json, text/plain, */*", "application/problem+json"),
            problem("text/html;q=0.5, application/json", "application/problem+json"),
            problem("text/html, application/json;q=0.9", null),
            problem("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", null),
            problem("*/*", null),
            problem("text/html, application/json", null),
            problem("application/json;q=0", null),
            problem("nonsense", null),
            problem("", null),
            row(
                    "the problem document",
                    get("/dead").with("Accept", "application/json"),
                    refused(503))
                .differs(
                    PROBLEMS,
                    refused(503),
                    body(
                        "{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,"
                            + "\"detail\":\"The server is temporarily unable to service your"
                            + " request due to maintenance downtime or capacity problems. Please"
                            + " try again later.\"}\n")),
            row(
                    "a problem document for HEAD",
                    request("HEAD", "/dead").with("Accept", "application/json"),
                    refused(503),
                    body(""))
                .differs(
                    PROBLEMS,
                    refused(503),
                    body(""),
                    clientField("Content-Type", "application/problem+json")),
            row(
                    "the type of a page",
                    get("/x"),
                    refused(404),
                    clientField("Content-Type", "text/html; charset=iso-8859-1"))
                .differs(
                    "built-in pages are UTF-8; httpd's are ISO-8859-1",
                    refused(404),
                    clientField("Content-Type", "text/html;charset=utf-8")),
            row("no Retry-After", get("/dead"), refused(503), noClientField("Retry-After")),
            row("a method that is refused", request("TRACE", "/app"), status(200))
                .differs(
                    "TRACE is refused, for it echoes credentials to scripts",
                    refused(405),
                    clientField("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"))));
  }

  /** A row about what a client gets with an error; {@code type} null where it is HTML. */
  private static Row problem(String accept, @Nullable String type) {
    Row html =
        row(
            "accepting " + accept,
            get("/dead").with("Accept", accept),
            refused(503),
            bodyContains("<html"));
    return type == null
        ? html
        : html.differs(PROBLEMS, refused(503), clientField("Content-Type", type));
  }
}
