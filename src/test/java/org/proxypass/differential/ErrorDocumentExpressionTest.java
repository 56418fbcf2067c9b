package org.proxypass.differential;

import static org.proxypass.differential.Expectation.backendField;
import static org.proxypass.differential.Expectation.body;
import static org.proxypass.differential.Expectation.bodyContains;
import static org.proxypass.differential.Expectation.clientField;
import static org.proxypass.differential.Expectation.forwardedAs;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Expectation.seenAs;
import static org.proxypass.differential.Expectation.status;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Request.request;
import static org.proxypass.differential.Row.row;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** ErrorDocument with expressions, and from where a scope takes its documents. */
class ErrorDocumentExpressionTest {
  private static final String ESCAPED =
      "a value put into a page is escaped, so that a forgotten escape is no script injection";
  private static final String OWN_STATUS =
      "an error stays an error when its page comes from a backend; httpd lets the page's 200 stand";

  private static final String FOR_SCRIPTS =
      "all REDIRECT_ variables can be used in expressions; httpd sets these for scripts only";

  @TestFactory
  Stream<DynamicNode> expressions() {
    return Differential.run(
        """
        ProxyPass /pages http://{backend}/pages
        ErrorDocument 404 "%{REQUEST_METHOD} %{REQUEST_URI} not here (%{REQUEST_STATUS})"
        <Location /agent>
          ErrorDocument 404 "You are %{HTTP_USER_AGENT}."
        </Location>
        <Location /lower>
          ErrorDocument 404 "%{tolower:%{QUERY_STRING}} or %{escape:%{REQUEST_URI}}"
        </Location>
        <Location /one>
          ErrorDocument 404 %{REQUEST_SCHEME}:%{SERVER_NAME}
        </Location>
        <Location /path>
          ErrorDocument 404 /pages/404?for=%{escape:%{REQUEST_URI}}&q=%{QUERY_STRING}
        </Location>
        <Location /deep>
          ErrorDocument 404 /pages%{REQUEST_URI}
        </Location>
        <Location /away>
          ErrorDocument 404 https://status.test/?for=%{escape:%{REQUEST_URI}}
        </Location>
        <Location /raw>
          ErrorDocument 404 https://status.test/%{REQUEST_URI}
        </Location>
        <Location /umlaut>
          ErrorDocument 404 "schöner %{QUERY_STRING}"
        </Location>
        <Location /percent>
          ErrorDocument 404 "100 % of $ 5 or %d"
        </Location>
        """,
        List.of(
            row(
                "method, path and status in a text",
                get("/x/y"),
                refused(404),
                body("GET /x/y not here (404)")),
            row(
                    "markup in a path",
                    get("/<script>alert(1)</script>"),
                    refused(404),
                    body("GET /<script>alert(1)</script> not here (404)"))
                .differs(
                    ESCAPED,
                    refused(404),
                    body("GET /&lt;script&gt;alert(1)&lt;/script&gt; not here (404)")),
            row(
                "a field of the request",
                get("/agent").with("User-Agent", "me"),
                refused(404),
                body("You are me.")),
            row("a field that is missing", get("/agent"), refused(404), body("You are .")),
            row(
                    "markup in a field",
                    get("/agent").with("User-Agent", "\"<b>'"),
                    refused(404),
                    body("You are \"<b>'."))
                .differs(ESCAPED, refused(404), body("You are &quot;&lt;b&gt;&#39;.")),
            row(
                "functions in a text",
                get("/lower/a%20b?ABC"),
                refused(404),
                body("abc or /lower/a%20b")),
            row("a text without blanks", get("/one"), refused(404), body("http:front.test")),
            row(
                    "a path with the failed one in its query",
                    get("/path/a%20b?c=d"),
                    status(200),
                    seenAs("backend", "/pages/404?for=/path/a%20b&q=c=d"))
                .differs(
                    OWN_STATUS, status(404), seenAs("backend", "/pages/404?for=/path/a%20b&q=c=d")),
            row("a path made of the failed one", get("/deep/x"), status(200))
                .differs(OWN_STATUS, status(404), seenAs("backend", "/pages/deep/x")),
            row(
                "a URL with the failed path in its query",
                get("/away/a%20b"),
                refused(302),
                clientField("Location", "https://status.test/?for=/away/a%20b")),
            row(
                    "a URL into which a line end is put",
                    get("/raw/a%0d%0aX-Injected:%201"),
                    refused(500),
                    clientField("X-Injected"))
                .differs(
                    "a control character in a path is refused before anything else; httpd fails over it later",
                    refused(400),
                    clientField("X-Injected")),
            row(
                    "a URL into which a blank is put",
                    get("/raw/a%20b"),
                    refused(302),
                    clientField("Location", "https://status.test//raw/a b"))
                .differs(
                    "a blank that a variable puts into a URL is escaped; httpd sends it as it is",
                    refused(302),
                    clientField("Location", "https://status.test//raw/a%20b")),
            row(
                "a text beyond ASCII",
                get("/umlaut?x"),
                refused(404),
                body("sch\u00c3\u00b6ner x")),
            row(
                "a per cent sign and a dollar sign",
                get("/percent"),
                refused(404),
                body("100 % of $ 5 or %d")),
            row("the page itself", get("/pages/x"), forwardedAs("/pages/x"))));
  }

  @TestFactory
  Stream<DynamicNode> variables() {
    return Differential.run(
        """
        ProxyPass /pages http://{backend}/pages
        ProxyPass /dead http://{dead}/secret
        ErrorDocument 404 /pages/404
        ErrorDocument 503 /pages/503
        SetEnvIf Request_URI "^/(.*)" FIRST=$1
        SetEnv REALM main
        <Location /pages>
          RequestHeader set X-Status "expr=%{reqenv:REDIRECT_STATUS}"
          RequestHeader set X-Url "expr=[%{reqenv:REDIRECT_URL}]"
          RequestHeader set X-Query "expr=[%{reqenv:REDIRECT_QUERY_STRING}]"
          RequestHeader set X-Method "expr=%{reqenv:REDIRECT_REQUEST_METHOD}"
          RequestHeader set X-Notes "expr=[%{reqenv:REDIRECT_ERROR_NOTES}]"
          RequestHeader set X-Handler "expr=[%{reqenv:REDIRECT_HANDLER}]"
          RequestHeader set X-First "expr=%{reqenv:REDIRECT_FIRST}"
          RequestHeader set X-Own "expr=%{reqenv:FIRST}"
          RequestHeader set X-Realm "expr=%{reqenv:REDIRECT_REALM}"
        </Location>
        """,
        List.of(
            variable("the status", get("/x"), "X-Status", "404"),
            variable("the status of a proxy error", get("/dead"), "X-Status", "503"),
            variable("the method", request("DELETE", "/dead"), "X-Method", "DELETE"),
            variable("a variable of the failed request", get("/x/y"), "X-First", "x/y"),
            variable("a variable of the request for the page", get("/x/y"), "X-Own", "pages/404"),
            variable("a variable of the server", get("/x"), "X-Realm", "main"),
            row("the path", get("/x/y"), backendField("X-Url", "[]"))
                .differs(FOR_SCRIPTS, backendField("X-Url", "[/x/y]")),
            row("the query", get("/x/y?a=b"), backendField("X-Query", "[]"))
                .differs(FOR_SCRIPTS, backendField("X-Query", "[a=b]")),
            variable("no query", get("/x/y"), "X-Query", "[]"),
            row("the handler", get("/dead"), backendField("X-Handler", "[]"))
                .differs(FOR_SCRIPTS, backendField("X-Handler", "[proxy-server]")),
            row("what is said about the error", get("/dead"), backendField("X-Notes", "[]"))
                .differs(
                    "REDIRECT_ERROR_NOTES holds what the built-in page says; httpd sets it for scripts only",
                    backendField(
                        "X-Notes",
                        "[The server is temporarily unable to service your request due to"
                            + " maintenance downtime or capacity problems. Please try again"
                            + " later.]"))));
  }

  private static Row variable(String name, Request request, String field, String value) {
    return row(name, request, backendField(field, value));
  }

  @TestFactory
  Stream<DynamicNode> scopes() {
    return Differential.run(
        """
        ErrorDocument 404 "per server 404"
        ErrorDocument 403 "per server 403"
        ProxyPass /pages http://{backend}/pages
        <Location /local>
          ErrorDocument 404 "local 404"
        </Location>
        <Location /local/deeper>
          ErrorDocument 404 default
        </Location>
        <Location /local/deeper/still>
          ErrorDocument 404 "still 404"
        </Location>
        <Location /closed>
          Require all denied
        </Location>
        <Location /closed/own>
          ErrorDocument 403 "own 403"
        </Location>
        <Location /bounce>
          ErrorDocument 404 /pages/404
        </Location>
        <LocationMatch "^/re[0-9]">
          ErrorDocument 404 "regex 404"
        </LocationMatch>
        <If "%{QUERY_STRING} == 'if'">
          ErrorDocument 404 "if 404"
        </If>
        <Proxy http://{dead}/>
          ErrorDocument 503 "section 503"
        </Proxy>
        ProxyPass /dead http://{dead}/
        <VirtualHost *:{port}>
          ServerName front.test
        </VirtualHost>
        <VirtualHost *:{port}>
          ServerName other.test
          ErrorDocument 404 "other 404"
        </VirtualHost>
        """,
        List.of(
            row("the server's", get("/x"), refused(404), body("per server 404")),
            row("an If's", get("/local/x?if"), refused(404), body("if 404")),
            row("an If that does not hold", get("/x?no"), refused(404), body("per server 404")),
            row("a Location's", get("/local/x"), refused(404), body("local 404")),
            row(
                "default takes back what is outside",
                get("/local/deeper/x"),
                refused(404),
                bodyContains("<title>404 Not Found</title>")),
            row(
                "a text behind default",
                get("/local/deeper/still/x"),
                refused(404),
                body("still 404")),
            row(
                "other statuses are inherited",
                get("/closed/x"),
                refused(403),
                body("per server 403")),
            row("a status of an inner Location", get("/closed/own"), refused(403), body("own 403")),
            row("a LocationMatch's", get("/re5"), refused(404), body("regex 404")),
            row(
                "a virtual host inherits the server's",
                request("GET", "/x"),
                refused(404),
                body("per server 404")),
            row(
                "a virtual host's own",
                Request.getFrom("other.test", "/x"),
                refused(404),
                body("other 404")),
            row(
                "a virtual host inherits the other statuses",
                Request.getFrom("other.test", "/closed/x"),
                refused(403),
                body("per server 403"))));
  }
}
