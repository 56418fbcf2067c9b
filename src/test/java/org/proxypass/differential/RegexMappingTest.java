package org.proxypass.differential;

import static org.proxypass.differential.Expectation.forwardedAs;
import static org.proxypass.differential.Expectation.forwardedToOtherAs;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Request.raw;
import static org.proxypass.differential.Row.row;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** ProxyPassMatch: groups, the appended path, exclusions, anchors. */
class RegexMappingTest {

  @TestFactory
  Stream<DynamicNode> regular_expressions() {
    return Differential.run(
        """
        ProxyPassMatch ^/one/(.*)$ http://{backend}/to/$1
        ProxyPassMatch ^/two/([^/]+)/([^/]+)$ http://{backend}/$2/$1
        ProxyPassMatch ^/whole/.*$ http://{backend}$0
        ProxyPassMatch \\.secret$ !
        ProxyPassMatch \\.gif$ http://{other}
        ProxyPassMatch ^/noref http://{backend}/base
        ProxyPassMatch ^/optional(/.*)?$ http://{backend}/opt$1
        ProxyPassMatch ^/dollar/(.*)$ http://{backend}/\\$/$1
        ProxyPassMatch "^/(?i)fold/(.*)$" http://{backend}/fold/$1
        ProxyPassMatch ^/a|^/b http://{backend}/ab
        ProxyPass ~ ^/tilde/(.*)$ http://{backend}/t/$1
        ProxyPassMatch ^/(?:blue|green)/(\\d{2,3})$ http://{backend}/colour/$1
        """,
        List.of(
            row("a group goes into the target", get("/one/x/y"), forwardedAs("/to/x/y")),
            row("an empty group", get("/one/"), forwardedAs("/to/")),
            row(
                "the query is not matched, but goes along",
                get("/one/x?a=b"),
                forwardedAs("/to/x?a=b")),
            row("two groups in another order", get("/two/x/y"), forwardedAs("/y/x")),
            row("two groups that do not match", get("/two/x/y/z"), refused(404)),
            row("$0 is the whole match", get("/whole/x"), forwardedAs("/whole/x")),
            row("an exclusion by pattern", get("/one.secret"), refused(404)),
            row(
                "without group the whole path is appended",
                get("/pics/a.gif"),
                forwardedToOtherAs("/pics/a.gif")),
            row("a pattern anchored at its end only", get("/pics/a.gif/x"), refused(404)),
            row(
                "without group the whole path comes behind the target's",
                get("/noref/x"),
                forwardedAs("/base/noref/x")),
            row(
                "a pattern open at its end matches inside a segment",
                get("/norefs"),
                forwardedAs("/base/norefs")),
            row("an optional group that is absent", get("/optional"), forwardedAs("/opt")),
            row("an optional group that is there", get("/optional/x"), forwardedAs("/opt/x")),
            row("an escaped dollar sign", get("/dollar/x"), forwardedAs("/$/x")),
            row("inline flags", get("/FOLD/x"), forwardedAs("/fold/x")),
            row("alternatives: the first", get("/a1"), forwardedAs("/ab/a1")),
            row("alternatives: the second", get("/b1"), forwardedAs("/ab/b1")),
            row("ProxyPass ~ is a pattern, too", get("/tilde/x"), forwardedAs("/t/x")),
            row("a group that is not numbered", get("/green/123"), forwardedAs("/colour/123")),
            row("a quantifier", get("/green/1234"), refused(404)),
            row("the pattern sees the decoded path", get("/%6Fne/x"), forwardedAs("/to/x")),
            row(
                "an encoded question mark stays encoded",
                get("/one/a%3Fb"),
                forwardedAs("/to/a%3Fb")),
            row("an encoded space stays encoded", get("/one/a%20b"), forwardedAs("/to/a%20b")),
            row(
                "an encoded percent sign stays encoded",
                get("/one/a%25b"),
                forwardedAs("/to/a%25b")),
            row("the pattern sees dot segments resolved", get("/x/../one/y"), forwardedAs("/to/y")),
            row("the pattern is case-sensitive", get("/ONE/x"), refused(404))));
  }

  @TestFactory
  Stream<DynamicNode> group_behind_the_host() {
    return Differential.run(
        """
        ProxyPassMatch ^(.*)$ http://{backend}$1
        """,
        List.of(
            row("a path lands in the path", get("/x"), forwardedAs("/x")),
            row(
                "a target that begins with @ is refused",
                raw("GET @{other}/x HTTP/1.1\r\nHost: front.test\r\n\r\n"),
                refused(400)),
            row(
                "a target that begins with a colon is refused",
                raw("GET :80/x HTTP/1.1\r\nHost: front.test\r\n\r\n"),
                refused(400)),
            row(
                "a target that begins with a dot is refused",
                raw("GET .evil.test/x HTTP/1.1\r\nHost: front.test\r\n\r\n"),
                refused(400)),
            row(
                "a target without slash is refused",
                raw("GET x HTTP/1.1\r\nHost: front.test\r\n\r\n"),
                refused(400)),
            row(
                "an asterisk is refused",
                raw("GET * HTTP/1.1\r\nHost: front.test\r\n\r\n"),
                refused(400)),
            row("an @ inside the path is data", get("/@{other}/x"), forwardedAs("/@{other}/x"))));
  }
}
