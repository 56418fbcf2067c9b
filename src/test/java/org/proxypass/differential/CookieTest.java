package org.proxypass.differential;

import static org.proxypass.differential.Expectation.clientField;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Row.row;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** ProxyPassReverseCookieDomain and ProxyPassReverseCookiePath. */
class CookieTest {

  private static Row cookie(String name, String sent, String expected) {
    return row(name, get("/c"), clientField("Set-Cookie", expected))
        .answered("", "HTTP/1.1 200 OK", "Set-Cookie: " + sent, "Content-Length: 0");
  }

  @TestFactory
  Stream<DynamicNode> rewritten() {
    return Differential.run(
        """
        ProxyPass /c http://{backend}/c
        ProxyPassReverseCookieDomain local.test public.test
        ProxyPassReverseCookieDomain .dotted.test .public.test
        ProxyPassReverseCookiePath /deep/er /first
        ProxyPassReverseCookiePath /deep /second
        ProxyPassReverseCookiePath /app /
        <Location /c>
          ProxyPassReverseCookiePath /here /c
        </Location>
        """,
        List.of(
            cookie("a path is replaced", "a=1; path=/app", "a=1; path=/"),
            cookie("a path below is replaced whole", "a=1; path=/app/sub", "a=1; path=/"),
            cookie("a path is a prefix without border", "a=1; path=/apple", "a=1; path=/"),
            cookie("a path is compared in its case", "a=1; path=/APP", "a=1; path=/APP"),
            cookie("a path attribute in any case", "a=1; Path=/app", "a=1; Path=/"),
            cookie("a path attribute in capitals", "a=1; PATH=/app; Secure", "a=1; PATH=/; Secure"),
            cookie("another path stays", "a=1; path=/else", "a=1; path=/else"),
            cookie("the root path stays", "a=1; path=/", "a=1; path=/"),
            cookie("an empty path stays", "a=1; path=", "a=1; path="),
            cookie("the first fitting rule counts", "a=1; path=/deep/er/x", "a=1; path=/first"),
            cookie("the second rule takes the rest", "a=1; path=/deep/x", "a=1; path=/second"),
            cookie("a rule of a Location", "a=1; path=/here", "a=1; path=/c"),
            cookie("a domain is replaced", "a=1; domain=local.test", "a=1; domain=public.test"),
            cookie(
                "a domain is compared in any case",
                "a=1; Domain=Local.Test",
                "a=1; Domain=public.test"),
            cookie("a domain is a prefix", "a=1; domain=local.tester", "a=1; domain=public.test"),
            cookie(
                "a domain with a dot is another one",
                "a=1; domain=.local.test",
                "a=1; domain=.local.test"),
            cookie(
                "a domain rule with a dot", "a=1; domain=.dotted.test", "a=1; domain=.public.test"),
            cookie("another domain stays", "a=1; domain=else.test", "a=1; domain=else.test"),
            cookie(
                "domain and path",
                "a=1; domain=local.test; path=/app",
                "a=1; domain=public.test; path=/"),
            cookie(
                "path and domain",
                "a=1; path=/app; domain=local.test",
                "a=1; path=/; domain=public.test"),
            cookie(
                "attributes between them stay",
                "a=1; path=/app; HttpOnly; domain=local.test; SameSite=None",
                "a=1; path=/; HttpOnly; domain=public.test; SameSite=None"),
            cookie(
                "unknown attributes stay",
                "a=1; Partitioned; path=/app; Priority=High; Max-Age=0",
                "a=1; Partitioned; path=/; Priority=High; Max-Age=0"),
            cookie(
                "a date with a comma stays",
                "a=1; expires=Sat, 29 Oct 1994 19:43:31 GMT; path=/app",
                "a=1; expires=Sat, 29 Oct 1994 19:43:31 GMT; path=/"),
            cookie("blanks are kept", "a=1;path=/app;  Secure", "a=1;path=/;  Secure"),
            cookie("a cookie without attributes stays", "a=1", "a=1"),
            cookie("an odd value stays", "a=\"x y\"; path=/app", "a=\"x y\"; path=/"),
            cookie("fakepath is not path", "fakepath=/app;path=/app", "fakepath=/app;path=/"),
            cookie(
                "fakedomain is not domain",
                "fakedomain=local.test;domain=local.test",
                "fakedomain=local.test;domain=public.test"),
            cookie("pathology is not path", "a=1; pathology=/app", "a=1; pathology=/app"),
            cookie("a cookie named path is treated like the attribute", "path=/app", "path=/"),
            cookie(
                    "of a repeated attribute the last is replaced",
                    "a=1; path=/app; path=/app/x",
                    "a=1; path=/app; path=/")
                .differs(
                    "each Path and Domain of a cookie is replaced; httpd replaces the last of several, which is"
                        + " the one that clients take (RFC 6265 §5.3)",
                    clientField("Set-Cookie", "a=1; path=/; path=/")),
            cookie("a quoted path stays", "a=1; path=\"/app\"", "a=1; path=\"/app\""),
            row(
                    "every cookie line is rewritten by itself",
                    get("/c"),
                    clientField("Set-Cookie", "a=1; path=/", "b=2; domain=public.test", "c=3"))
                .answered(
                    "",
                    "HTTP/1.1 200 OK",
                    "Set-Cookie: a=1; path=/app",
                    "Set-Cookie: b=2; domain=local.test",
                    "Set-Cookie: c=3",
                    "Content-Length: 0"),
            row(
                "a request's cookies are never touched",
                get("/c").with("Cookie", "path=/app; domain=local.test"),
                Expectation.backendField("Cookie", "path=/app; domain=local.test"))));
  }
}
