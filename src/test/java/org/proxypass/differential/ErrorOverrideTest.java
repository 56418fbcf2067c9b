package org.proxypass.differential;

import static org.proxypass.differential.Expectation.body;
import static org.proxypass.differential.Expectation.bodyContains;
import static org.proxypass.differential.Expectation.bodyLacks;
import static org.proxypass.differential.Expectation.clientField;
import static org.proxypass.differential.Expectation.noClientField;
import static org.proxypass.differential.Expectation.seenAs;
import static org.proxypass.differential.Expectation.status;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Request.request;
import static org.proxypass.differential.Row.row;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.proxypass.testing.Script;

/** ProxyErrorOverride: which errors of a backend are replaced, and what is left of them. */
class ErrorOverrideTest {
  private static final String NEEDED =
      "Allow and Retry-After of a replaced error are kept, for the client needs them; httpd drops them";

  private static Row answers(int status, String target, Expectation... expected) {
    return row("a " + status + " at " + target, get(target), expected)
        .answered("theirs", "HTTP/1.1 " + status + " Whatever", "Content-Length: 6");
  }

  @TestFactory
  Stream<DynamicNode> which_statuses() {
    return Differential.run(
        """
        ProxyPass /all http://{backend}/x
        ProxyPass /some http://{backend}/x
        ProxyPass /none http://{backend}/x
        ProxyPass /more http://{backend}/x
        ProxyPass /twice http://{backend}/x
        <Location /all>
          ProxyErrorOverride On
        </Location>
        <Location /some>
          ProxyErrorOverride On 404 503
        </Location>
        <Location /none>
          ProxyErrorOverride Off
        </Location>
        <Location /more>
          ProxyErrorOverride On 404
        </Location>
        <Location /more/inner>
          ProxyErrorOverride On 500
        </Location>
        <Location /more/bare>
          ProxyErrorOverride On
        </Location>
        <Location /more/off>
          ProxyErrorOverride Off
        </Location>
        <Location /more/off/on>
          ProxyErrorOverride On 502
        </Location>
        <Location /twice>
          ProxyErrorOverride On 404
          ProxyErrorOverride On 405
        </Location>
        <If "%{QUERY_STRING} == 'override'">
          ProxyErrorOverride On
        </If>
        ErrorDocument 404 "our 404"
        ErrorDocument 405 "our 405"
        ErrorDocument 500 "our 500"
        ErrorDocument 502 "our 502"
        ErrorDocument 503 "our 503"
        """,
        List.of(
            answers(404, "/all", status(404), body("our 404")),
            answers(500, "/all", status(500), body("our 500")),
            answers(503, "/all", status(503), body("our 503")),
            answers(403, "/all", status(403), bodyContains("permission")),
            answers(410, "/all", status(410), bodyContains("<html")),
            answers(200, "/all", status(200), body("theirs")),
            answers(302, "/all", status(302), body("theirs")),
            answers(399, "/all", status(399), body("theirs")),
            answers(404, "/some", status(404), body("our 404")),
            answers(503, "/some", status(503), body("our 503")),
            answers(500, "/some", status(500), body("theirs")),
            answers(404, "/none", status(404), body("theirs")),
            answers(404, "/more/inner", status(404), body("our 404")),
            answers(500, "/more/inner", status(500), body("our 500")),
            answers(502, "/more/inner", status(502), body("theirs")),
            answers(404, "/more/bare", status(404), body("our 404")),
            answers(500, "/more/bare", status(500), body("theirs")),
            answers(404, "/more/off", status(404), body("theirs")),
            answers(404, "/more/off/on", status(404), body("our 404")),
            answers(502, "/more/off/on", status(502), body("our 502")),
            answers(500, "/more/off/on", status(500), body("theirs")),
            answers(404, "/none?override", status(404), body("our 404")),
            answers(404, "/none?other", status(404), body("theirs")),
            answers(404, "/twice", status(404), body("our 404")),
            answers(405, "/twice", status(405), body("our 405")),
            answers(500, "/twice", status(500), body("theirs"))));
  }

  @TestFactory
  Stream<DynamicNode> header_rules() {
    return Differential.run(
        """
        ProxyErrorOverride On
        ProxyPass /app http://{backend}/x
        ProxyPass /errors !
        Alias /errors {docs}/errors
        ErrorDocument 503 /errors/503.html
        ErrorDocument 502 "bad luck"
        Header set X-Rule success
        Header always set X-Always "yes"
        Header always set Retry-After 300 "expr=%{REQUEST_STATUS} == 500"
        <Location /app/quiet>
          Header always unset WWW-Authenticate
        </Location>
        """,
        List.of(
            row(
                    "rules for successes do not hold for a replaced error",
                    get("/app"),
                    status(404),
                    noClientField("X-Rule"),
                    clientField("X-Always", "yes"))
                .answered("", "HTTP/1.1 404 Not Found", "Content-Length: 0"),
            row(
                    "they hold for a page that is a file",
                    get("/app"),
                    status(503),
                    clientField("X-Rule", "success"),
                    clientField("X-Always", "yes"))
                .answered("", "HTTP/1.1 503 Service Unavailable", "Content-Length: 0"),
            row(
                    "a text",
                    get("/app"),
                    status(502),
                    clientField("X-Always", "yes"),
                    body("bad luck"))
                .answered("", "HTTP/1.1 502 Bad Gateway", "Content-Length: 0"),
            row(
                    "a Retry-After by rule",
                    get("/app"),
                    status(500),
                    clientField("Retry-After", "300"))
                .answered("", "HTTP/1.1 500 Oops", "Content-Length: 0"),
            row(
                    "a rule cannot take a challenge away",
                    get("/app/quiet"),
                    status(401),
                    clientField("WWW-Authenticate", "Negotiate"))
                .answered(
                    "",
                    "HTTP/1.1 401 Unauthorized",
                    "WWW-Authenticate: Negotiate",
                    "Content-Length: 0")
                .differs(
                    "Header always works on what ProxyErrorOverride keeps, too; httpd adds but cannot remove",
                    status(401),
                    noClientField("WWW-Authenticate"))));
  }

  @TestFactory
  Stream<DynamicNode> what_is_left() {
    return Differential.run(
        """
        ProxyErrorOverride On
        ProxyPass /errors !
        Alias /errors {docs}/errors
        ProxyPass /pages http://{other}/pages
        ProxyPass /app http://{backend}/x
        ProxyPass /away http://{backend}/x
        ProxyPass /loop http://{backend}/x
        ProxyPass /self http://{backend}/x
        ErrorDocument 503 /errors/503.html
        ErrorDocument 502 "bad luck"
        <Location /away>
          ErrorDocument 500 http://status.test/
        </Location>
        <Location /loop>
          ErrorDocument 500 /loop/again
        </Location>
        """,
        List.of(
            row(
                    "the challenge of a 401 is kept",
                    get("/app"),
                    status(401),
                    clientField("WWW-Authenticate", "Basic realm=\"x\""),
                    noClientField("X-A", "Set-Cookie"),
                    bodyContains("<h1>Unauthorized</h1>"))
                .answered(
                    "theirs",
                    "HTTP/1.1 401 Unauthorized",
                    "WWW-Authenticate: Basic realm=\"x\"",
                    "Set-Cookie: a=b",
                    "X-A: b",
                    "Content-Length: 6"),
            row(
                    "of two challenges of a 401 the first is kept",
                    get("/app"),
                    status(401),
                    clientField("WWW-Authenticate", "Negotiate"))
                .answered(
                    "",
                    "HTTP/1.1 401 Unauthorized",
                    "WWW-Authenticate: Negotiate",
                    "WWW-Authenticate: Basic realm=\"x\"",
                    "Content-Length: 0")
                .differs(
                    "all challenges of a replaced 401 are kept, for a client chooses among them; httpd keeps the first",
                    status(401),
                    clientField("WWW-Authenticate", "Negotiate", "Basic realm=\"x\"")),
            row(
                    "a 401 without a challenge stays one",
                    get("/app"),
                    status(401),
                    noClientField("WWW-Authenticate"))
                .answered("", "HTTP/1.1 401 Unauthorized", "Content-Length: 0"),
            row(
                    "a challenge with another status is dropped",
                    get("/app"),
                    status(403),
                    noClientField("WWW-Authenticate"))
                .answered(
                    "", "HTTP/1.1 403 No", "WWW-Authenticate: Negotiate", "Content-Length: 0"),
            row("a 407 is meant for the proxy", get("/app"), status(407))
                .answered(
                    "",
                    "HTTP/1.1 407 No",
                    "Proxy-Authenticate: Basic realm=\"x\"",
                    "Content-Length: 0")
                .differs(
                    "a replaced 407 becomes 502, for its challenge was meant for the proxy and a client cannot answer it",
                    status(502),
                    body("bad luck"),
                    noClientField("Proxy-Authenticate")),
            row("Retry-After is dropped", get("/app"), status(503), noClientField("Retry-After"))
                .answered("", "HTTP/1.1 503 No", "Retry-After: 120", "Content-Length: 0")
                .differs(
                    NEEDED,
                    status(503),
                    clientField("Retry-After", "120"),
                    body("<p>back soon</p>")),
            row("Allow of a 405 is our own", get("/app"), status(405))
                .answered("", "HTTP/1.1 405 No", "Allow: GET, PUT", "Content-Length: 0")
                .differs(NEEDED, status(405), clientField("Allow", "GET, PUT")),
            row(
                    "cookies, caching rules and fields for scripts are dropped",
                    get("/app"),
                    status(404),
                    noClientField(
                        "Set-Cookie",
                        "Cache-Control",
                        "ETag",
                        "Last-Modified",
                        "Access-Control-Allow-Origin",
                        "Content-Language",
                        "X-Powered-By"))
                .answered(
                    "theirs",
                    "HTTP/1.1 404 Not Found",
                    "Set-Cookie: a=b",
                    "Cache-Control: max-age=60",
                    "ETag: \"1\"",
                    "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT",
                    "Access-Control-Allow-Origin: *",
                    "Content-Language: de",
                    "X-Powered-By: secret",
                    "Content-Length: 6"),
            row(
                    "the content coding of the backend is not that of our page",
                    get("/app"),
                    status(404),
                    noClientField("Content-Encoding"),
                    bodyContains("<h1>Not Found</h1>"))
                .answered(
                    "xxxx",
                    "HTTP/1.1 404 Not Found",
                    "Content-Encoding: gzip",
                    "Content-Length: 4"),
            row("a chunked body", get("/app"), status(503), body("<p>back soon</p>"))
                .answered(
                    "4\r\ntext\r\n0\r\n\r\n", "HTTP/1.1 503 No", "Transfer-Encoding: chunked"),
            row("a body until close", get("/app"), status(503), body("<p>back soon</p>"))
                .answeredBy(Script.bytesThenClose("HTTP/1.1 503 No\r\n\r\ntext")),
            row("a body that is cut", get("/app"), status(503), body("<p>back soon</p>"))
                .answeredBy(Script.bytesThenClose("HTTP/1.1 503 No\r\nContent-Length: 9\r\n\r\nx")),
            row("a large body", get("/app"), status(503), body("<p>back soon</p>"))
                .answered("x".repeat(200_000), "HTTP/1.1 503 No", "Content-Length: 200000"),
            row(
                    "no body for HEAD",
                    request("HEAD", "/app"),
                    status(503),
                    body(""),
                    clientField("Content-Type", "text/html"))
                .answered("", "HTTP/1.1 503 No", "Content-Length: 6"),
            row(
                    "the built-in page for HEAD",
                    request("HEAD", "/app"),
                    status(404),
                    body(""),
                    noClientField("X-A"))
                .answered("", "HTTP/1.1 404 Not Found", "X-A: b", "Content-Length: 6"),
            row(
                    "the answer to a POST",
                    request("POST", "/app").body("abc"),
                    status(503),
                    body("<p>back soon</p>"))
                .answered("", "HTTP/1.1 503 No", "Content-Length: 0"),
            row(
                    "a redirect to another server",
                    get("/away"),
                    status(302),
                    clientField("Location", "http://status.test/"),
                    noClientField("X-A"))
                .answered("", "HTTP/1.1 500 No", "X-A: b", "Content-Length: 0"),
            row(
                    "a page that fails in the same way",
                    get("/loop"),
                    status(500),
                    bodyContains("Additionally, a 500 Internal Server Error"))
                .answered("theirs", "HTTP/1.1 500 No", "Content-Length: 6"),
            row("a status nobody has heard of", get("/app"), status(599), bodyContains("<html"))
                .answered("theirs", "HTTP/1.1 599 No", "Content-Length: 6"),
            row(
                    "the backend's reason phrase is the heading",
                    get("/app"),
                    status(404),
                    bodyContains("<h1>At host-7.internal</h1>"))
                .answered("", "HTTP/1.1 404 At host-7.internal", "Content-Length: 0")
                .differs(
                    "a built-in page tells nothing of what is behind it",
                    status(404),
                    bodyContains("<h1>Not Found</h1>"),
                    bodyLacks("internal")),
            row("a proxy error of our own", get("/app"), status(502), body("bad luck"))
                .answeredBy(Script.bytesThenClose("")),
            row("a success", get("/pages/x"), status(200), seenAs("other", "/pages/x"))));
  }
}
