package org.proxypass.differential;

import static org.proxypass.differential.Expectation.backendBody;
import static org.proxypass.differential.Expectation.backendField;
import static org.proxypass.differential.Expectation.body;
import static org.proxypass.differential.Expectation.bodyContains;
import static org.proxypass.differential.Expectation.clientField;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Expectation.requestLine;
import static org.proxypass.differential.Expectation.status;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Request.request;
import static org.proxypass.differential.Row.row;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.proxypass.testing.Script;

/** ErrorDocument in its forms, for errors of the proxy's own. */
class ErrorDocumentTest {
  private static final String OWN_STATUS =
      "an error stays an error when its page comes from a backend; httpd lets the page's 200 stand";

  @TestFactory
  Stream<DynamicNode> forms() {
    return Differential.run(
        """
        ProxyPass /errors !
        ProxyPass /dead http://{dead}/x
        ProxyPass /dead-text http://{dead}/x
        ProxyPass /dead-default http://{dead}/x
        ProxyPass /dead-away http://{dead}/x
        ProxyPass /dead-proxied http://{dead}/x
        ProxyPass /dead-missing http://{dead}/x
        ProxyPass /dead-twice http://{dead}/x
        ProxyPass /pages http://{backend}/pages
        ProxyPass /app http://{backend}/app
        Alias /errors {docs}/errors
        ErrorDocument 503 /errors/503.html
        ErrorDocument 404 "nothing at all"
        <Location /dead-text>
          ErrorDocument 503 "no luck here"
        </Location>
        <Location /dead-default>
          ErrorDocument 503 default
        </Location>
        <Location /dead-away>
          ErrorDocument 503 http://status.test/?down
        </Location>
        <Location /dead-proxied>
          ErrorDocument 503 /pages/503
        </Location>
        <Location /dead-missing>
          ErrorDocument 503 /errors/none.html
        </Location>
        <Location /dead-twice>
          ErrorDocument 503 /dead
        </Location>
        <Location /other404>
          ErrorDocument 404 /errors/404.html
        </Location>
        <Location /closed>
          Require all denied
          ErrorDocument 403 "go away"
        </Location>
        """,
        List.of(
            row(
                "a local file behind an exclusion, with the error's status",
                get("/dead"),
                refused(503),
                body("<p>back soon</p>"),
                clientField("Content-Type", "text/html")),
            row("a local file for HEAD", request("HEAD", "/dead"), refused(503), body("")),
            row(
                "a local file for POST",
                request("POST", "/dead").body("abc"),
                refused(503),
                body("<p>back soon</p>")),
            row(
                "a local file for DELETE",
                request("DELETE", "/dead"),
                refused(503),
                body("<p>back soon</p>")),
            row(
                "the file itself can be fetched",
                get("/errors/503.html"),
                refused(200),
                body("<p>back soon</p>")),
            row("a text", get("/nothing"), refused(404), body("nothing at all")),
            row("a text for HEAD", request("HEAD", "/nothing"), refused(404), body("")),
            row("a text of a Location", get("/dead-text"), refused(503), body("no luck here")),
            row(
                "other codes of a Location are inherited",
                get("/dead-textile"),
                refused(404),
                body("nothing at all")),
            row(
                "a local file of a Location",
                get("/other404/x"),
                refused(404),
                body("<p>nothing here</p>")),
            row(
                "default is the built-in page",
                get("/dead-default"),
                refused(503),
                bodyContains("<h1>Service Unavailable</h1>")),
            row(
                "an external URL is a redirect",
                get("/dead-away"),
                refused(302),
                clientField("Location", "http://status.test/?down")),
            row(
                    "a page that is proxied answers with its own status",
                    get("/dead-proxied"),
                    status(200),
                    requestLine("GET /pages/503 HTTP/1.1"),
                    body("backend"))
                .differs(
                    OWN_STATUS,
                    status(503),
                    requestLine("GET /pages/503 HTTP/1.1"),
                    body("backend")),
            row(
                    "a page that is proxied is asked for with GET",
                    request("PUT", "/dead-proxied"),
                    status(200),
                    requestLine("GET /pages/503 HTTP/1.1"))
                .differs(OWN_STATUS, status(503), requestLine("GET /pages/503 HTTP/1.1")),
            row(
                    "the body of a POST goes along with the GET for a page that is proxied",
                    request("POST", "/dead-proxied").body("abc"),
                    requestLine("GET /pages/503 HTTP/1.1"),
                    backendField("Content-Length", "3"))
                .differs(
                    "the GET for an error page has no body; httpd sends that of the failed request along",
                    requestLine("GET /pages/503 HTTP/1.1"),
                    backendField("Content-Length"),
                    backendBody("")),
            row(
                "a page that is missing",
                get("/dead-missing"),
                refused(503),
                bodyContains("while trying to use an ErrorDocument")),
            row(
                "a page that fails itself",
                get("/dead-twice"),
                refused(503),
                bodyContains("<h1>Service Unavailable</h1>")),
            row("a denied request", get("/closed/x"), refused(403), body("go away")),
            row("the backend's own 404 is its own", get("/app/x"), status(404), body("mine"))
                .answered("mine", "HTTP/1.1 404 Not Found", "Content-Length: 4"),
            row("the backend's own 503 is its own", get("/app/x"), status(503), body("mine"))
                .answered("mine", "HTTP/1.1 503 Service Unavailable", "Content-Length: 4")));
  }

  @TestFactory
  Stream<DynamicNode> built_in_pages() {
    return Differential.run(
        """
        ProxyPass /dead http://{dead}/x
        ProxyPass /app http://{backend}/x
        <Location /closed>
          Require all denied
        </Location>
        """,
        List.of(
            row(
                "503 is an HTML page",
                get("/dead"),
                refused(503),
                bodyContains("<title>503 Service Unavailable</title>")),
            row(
                "404 is an HTML page",
                get("/x"),
                refused(404),
                bodyContains("<title>404 Not Found</title>")),
            row(
                "403 is an HTML page",
                get("/closed"),
                refused(403),
                bodyContains("<title>403 Forbidden</title>")),
            row(
                    "400 is an HTML page",
                    get("/%zz"),
                    refused(400),
                    bodyContains("<title>400 Bad Request</title>"))
                .differs(
                    "a request that the servlet container cannot read is answered with the container's own"
                        + " page; httpd looks for an ErrorDocument",
                    refused(400)),
            row("502 is an HTML page", get("/app"), status(502), bodyContains("<title>502 "))
                .answeredBy(Script.bytesThenClose("")),
            row(
                "a path is never shown unescaped",
                get("/<script>"),
                refused(404),
                outcome -> {
                  if (outcome.response().text().contains("<script>")) {
                    throw new AssertionError(outcome.response().text());
                  }
                })));
  }
}
