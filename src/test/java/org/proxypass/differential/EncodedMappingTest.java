package org.proxypass.differential;

import static org.proxypass.differential.Expectation.forwardedAs;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Row.row;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** ProxyPass with mapping=encoded and mapping=servlet. */
class EncodedMappingTest {
  private static final String HIDDEN =
      "a dot segment beside an encoded slash climbs at a backend that decodes it";
  private static final String CLIMBING =
      "a dot segment with a path parameter that no servlet mapping resolves is refused";

  @TestFactory
  Stream<DynamicNode> encoded() {
    return Differential.run(
        """
        ProxyPass /px http://{backend}/px
        ProxyPass /enc/plain http://{backend}/never
        ProxyPass /enc http://{backend}/e mapping=encoded
        ProxyPass /sp%20ace http://{backend}/sp mapping=encoded
        ProxyPassMatch ^/re/(.*)$ http://{backend}/re/$1 mapping=encoded
        <Location "/enc/closed place">
            Require all denied
        </Location>
        """,
        List.of(
            row("an encoded slash stays", get("/enc/a%2Fb"), forwardedAs("/e/a%2Fb")),
            row("an encoded space stays", get("/enc/a%20b"), forwardedAs("/e/a%20b")),
            row("an encoded semicolon stays", get("/enc/a%3Bb"), forwardedAs("/e/a%3Bb")),
            row("escapes keep their letter case", get("/enc/%c3%a9"), forwardedAs("/e/%c3%a9")),
            row("an encoded percent sign stays", get("/enc/a%2541"), forwardedAs("/e/a%2541")),
            row("an unreserved escape is decoded", get("/enc/%41"), forwardedAs("/e/A")),
            row("in the prefix, too", get("/%65nc/a"), forwardedAs("/e/a")),
            row("dot segments are removed", get("/enc/%2e%2e/px/z"), forwardedAs("/px/z")),
            row("dots before an encoded slash", get("/enc/..%2Fx"), forwardedAs("/e/..%2Fx"))
                .differs(HIDDEN, refused(400)),
            row("slashes are merged", get("/enc//a"), forwardedAs("/e/a")),
            row("an encoded slash is no border", get("/enc%2Fa"), refused(404)),
            row("a bad escape", get("/enc/a%zz"), refused(400)),
            row("the query as it is", get("/enc/a?b=%20"), forwardedAs("/e/a?b=%20")),
            row("the prefix is compared encoded", get("/sp%20ace/x"), forwardedAs("/sp/x")),
            row("a pattern sees the encoded path", get("/re/a%2Fb"), forwardedAs("/re/a%2Fb")),
            row("it goes before entries without", get("/enc/plain"), forwardedAs("/e/plain")),
            row(
                    "a location sees the decoded path",
                    get("/enc/closed%20place"),
                    forwardedAs("/e/closed%20place"))
                .differs("encoding a path must not lead around a location", refused(403)),
            row("another path", get("/px/a%20b"), forwardedAs("/px/a%20b")),
            row("an encoded slash elsewhere", get("/px/a%2Fb"), refused(404))));
  }

  @TestFactory
  Stream<DynamicNode> as_a_servlet_container_sees_it() {
    return Differential.run(
        """
        ProxyPass /mapping http://{backend}/servlet mapping=servlet
        ProxyPass /two/seg http://{backend}/seg mapping=servlet
        ProxyPass /slash/ http://{backend}/sl/ mapping=servlet
        <Location /mapping/closed>
            Require all denied
        </Location>
        """,
        List.of(
            row("the path", get("/mapping/mapping.html"), forwardedAs("/servlet/mapping.html")),
            row("the prefix alone", get("/mapping"), forwardedAs("/servlet")),
            row(
                "dots resolved",
                get("/notexisting/../mapping/mapping.html"),
                forwardedAs("/servlet/mapping.html")),
            row(
                "dots with a parameter resolved",
                get("/notexisting/..;/mapping/mapping.html"),
                forwardedAs("/servlet/mapping.html")),
            row("a parameter of the prefix", get("/mapping;a=b/x"), forwardedAs("/servlet;a=b/x")),
            row("at the end it goes", get("/mapping;s=1"), forwardedAs("/servlet")),
            row("parameters behind it", get("/mapping/x;c=d/y"), forwardedAs("/servlet/x;c=d/y")),
            row("of the last segment only", get("/two;a/seg;b/x;c"), forwardedAs("/seg;b/x;c")),
            row("a climb out of the prefix", get("/two/seg/..;/x"), refused(404))
                .differs(CLIMBING, refused(400)),
            row("a climb above the root", get("/..;/mapping/x"), refused(404))
                .differs(CLIMBING, refused(400)),
            row("escapes stay", get("/mapping/a%20b%3Bc"), forwardedAs("/servlet/a%20b%3Bc")),
            row("an encoded slash stays", get("/mapping/a%2Fb"), forwardedAs("/servlet/a%2Fb")),
            row("slashes are merged", get("/mapping//x"), forwardedAs("/servlet/x")),
            row("an empty segment", get("/mapping/;x/y"), forwardedAs("/servlet/;x/y")),
            row("a prefix that ends in a slash", get("/slash/x;a/y"), forwardedAs("/sl/x;a/y")),
            row("without that slash", get("/slash"), refused(404)),
            row("a longer segment", get("/mappings/x"), refused(404)),
            row("a closed location", get("/mapping/closed"), refused(403)),
            row("a parameter leads not around it", get("/mapping;x/closed;y/z"), refused(403)),
            row("nor do dots with one", get("/mapping/a/..;/closed"), refused(403))));
  }
}
