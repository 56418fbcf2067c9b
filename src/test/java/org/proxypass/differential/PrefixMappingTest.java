package org.proxypass.differential;

import static org.proxypass.differential.Expectation.forwardedAs;
import static org.proxypass.differential.Expectation.forwardedToOtherAs;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Row.row;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Which ProxyPass takes a request: segment borders, slashes, order, exclusions, Locations. */
class PrefixMappingTest {

  @TestFactory
  Stream<DynamicNode> prefixes() {
    return Differential.run(
        """
        ProxyPass /foo/private !
        ProxyPass /foo http://{backend}/base
        ProxyPass /slash/ http://{backend}/dir/
        ProxyPass /dup http://{backend}/first
        ProxyPass /dup http://{other}/second
        ProxyPass /wide http://{backend}/wide
        ProxyPass /wide/narrow http://{other}/narrow
        ProxyPass /order/narrow http://{other}/narrow
        ProxyPass /order http://{backend}/wide
        ProxyPass /late http://{backend}/late
        ProxyPass /late/private !
        ProxyPass //runs///of http://{backend}/runs
        ProxyPass /Case http://{backend}/case
        ProxyPass "/with space" http://{backend}/space
        ProxyPass /exact http://{backend}/one
        ProxyPass /exact/ http://{other}/two/
        ProxyPass /dotted.name http://{backend}/dotted
        """,
        List.of(
            row("a prefix takes its own path", get("/foo"), forwardedAs("/base")),
            row("a prefix takes the path below it", get("/foo/x/y"), forwardedAs("/base/x/y")),
            row("a prefix takes itself with a slash", get("/foo/"), forwardedAs("/base/")),
            row("a prefix ends at a segment border", get("/foobar"), refused(404)),
            row("a dot is no segment border", get("/foo.html"), refused(404)),
            row("a semicolon is no segment border", get("/foo;v=1"), refused(404)),
            row("a prefix with query only", get("/foo?q=1"), forwardedAs("/base?q=1")),
            row("a prefix is not looked for inside", get("/x/foo/y"), refused(404)),
            row("the root is not mapped", get("/"), refused(404)),
            row("a shorter path is not mapped", get("/fo"), refused(404)),
            row("an exclusion before the rule wins", get("/foo/private"), refused(404)),
            row("an exclusion takes what is below", get("/foo/private/x"), refused(404)),
            row(
                "an exclusion ends at a border",
                get("/foo/privates"),
                forwardedAs("/base/privates")),
            row("a slash prefix takes itself", get("/slash/"), forwardedAs("/dir/")),
            row("a slash prefix takes what is below", get("/slash/x"), forwardedAs("/dir/x")),
            row("a slash prefix does not take its bare name", get("/slash"), refused(404)),
            row("of equal prefixes the first wins", get("/dup/x"), forwardedAs("/first/x")),
            row(
                "a wide rule hides a later narrow one",
                get("/wide/narrow/x"),
                forwardedAs("/wide/narrow/x")),
            row(
                "a narrow rule before a wide one wins",
                get("/order/narrow/x"),
                forwardedToOtherAs("/narrow/x")),
            row("the wide rule takes the rest", get("/order/x"), forwardedAs("/wide/x")),
            row(
                "an exclusion behind its rule is never reached",
                get("/late/private/x"),
                forwardedAs("/late/private/x")),
            row(
                "a run of slashes in a prefix matches one slash",
                get("/runs/of/x"),
                forwardedAs("/runs/x")),
            row(
                "a run of slashes in a request matches one slash",
                get("//foo///x"),
                forwardedAs("/base/x")),
            row("prefixes are case-sensitive: same case", get("/Case/x"), forwardedAs("/case/x")),
            row("prefixes are case-sensitive: other case", get("/case/x"), refused(404)),
            row("an encoded letter of the prefix matches", get("/f%6Fo/x"), forwardedAs("/base/x")),
            row(
                "an encoded space matches a space in the prefix",
                get("/with%20space/x"),
                forwardedAs("/space/x")),
            row("the bare name and the slash rule are two", get("/exact"), forwardedAs("/one")),
            row(
                "the bare rule comes first for what is below, too",
                get("/exact/x"),
                forwardedAs("/one/x")),
            row("a dot in a prefix is a dot", get("/dottedxname"), refused(404)),
            row("a dotted prefix takes its own", get("/dotted.name/x"), forwardedAs("/dotted/x"))));
  }

  @TestFactory
  Stream<DynamicNode> root() {
    return Differential.run(
        """
        ProxyPass /static !
        ProxyPass / http://{backend}/
        """,
        List.of(
            row("the root rule takes the root", get("/"), forwardedAs("/")),
            row("the root rule takes everything", get("/a/b.html?c"), forwardedAs("/a/b.html?c")),
            row("the exclusion in front of it holds", get("/static/a.css"), refused(404)),
            row("the exclusion is met through a dot segment", get("/x/../static/a"), refused(404)),
            row(
                "the exclusion is met through encoded dots",
                get("/x/%2e%2e/static/a"),
                refused(404)),
            row("the exclusion is met through encoded letters", get("/st%61tic/a"), refused(404)),
            row(
                "the exclusion is met through a run of slashes",
                get("//static//a"),
                refused(404))));
  }

  @TestFactory
  Stream<DynamicNode> root_without_slashes() {
    return Differential.run(
        """
        ProxyPass /api http://{other}
        ProxyPass / http://{backend}/sub/
        """,
        List.of(
            row("the root rule adds its target's path", get("/x"), forwardedAs("/sub/x")),
            row(
                "a target without path takes what follows the prefix",
                get("/api/x"),
                forwardedToOtherAs("/x")),
            row(
                "a target without path and nothing behind the prefix",
                get("/api"),
                forwardedToOtherAs("/")),
            row("a target without path and a query", get("/api?q"), forwardedToOtherAs("/?q"))));
  }

  @TestFactory
  Stream<DynamicNode> locations() {
    return Differential.run(
        """
        ProxyPass /loc http://{backend}/server
        ProxyPass /shadow/open/secret !
        <Location /loc>
          ProxyPass http://{other}/location
        </Location>
        <Location /nested>
          ProxyPass http://{backend}/outer
        </Location>
        <Location /nested/inner>
          ProxyPass http://{other}/inner
        </Location>
        <Location /off>
          ProxyPass http://{backend}/off
        </Location>
        <Location /off/limits>
          ProxyPass !
        </Location>
        <Location /slashed/>
          ProxyPass http://{backend}/slashed/
        </Location>
        <Location /shadow>
          ProxyPass http://{backend}/shadow
        </Location>
        <LocationMatch "^/match/([0-9]+)/">
          ProxyPassMatch http://{backend}/number/$1
        </LocationMatch>
        <Location "/wild/*/x">
          ProxyPass http://{backend}
        </Location>
        <Location "/glob-[abc]/*">
          ProxyPass http://{backend}
        </Location>
        <Location ~ "^/tilde/(.*)$">
          ProxyPassMatch http://{backend}/tilde-target/$1
        </Location>
        """,
        List.of(
            row(
                "a rule in a Location wins over the server's",
                get("/loc/x"),
                forwardedToOtherAs("/location/x")),
            row("a Location ends at a segment border", get("/location"), refused(404)),
            row("an outer Location forwards", get("/nested/x"), forwardedAs("/outer/x")),
            row(
                "the innermost Location forwards",
                get("/nested/inner/x"),
                forwardedToOtherAs("/inner/x")),
            row("an exclusion in a Location", get("/off/limits/x"), refused(404)),
            row("its surroundings are forwarded", get("/off/x"), forwardedAs("/off/x")),
            row("a Location with a slash", get("/slashed/x"), forwardedAs("/slashed/x")),
            row("a Location with a slash leaves its bare name", get("/slashed"), refused(404)),
            row(
                "a Location wins over the server's exclusion",
                get("/shadow/open/secret"),
                forwardedAs("/shadow/open/secret")),
            row(
                "a LocationMatch gives its groups to ProxyPassMatch",
                get("/match/42/x"),
                forwardedAs("/number/42")),
            row("a LocationMatch that does not match", get("/match/abc/x"), refused(404)),
            row(
                "a wildcard Location is a regular expression to its rule",
                get("/glob-b/x"),
                forwardedAs("/glob-b/x")),
            row(
                    "a wildcard that means something else as a regular expression",
                    get("/wild/a/x"),
                    refused(404))
                .differs(
                    "a wildcard means the same to a Location and to the ProxyPass in it; httpd takes it for a"
                        + " regular expression there",
                    forwardedAs("/wild/a/x")),
            row("a wildcard does not cross a slash", get("/wild/a/b/x"), refused(404)),
            row(
                "Location ~ takes a regular expression",
                get("/tilde/a/b"),
                forwardedAs("/tilde-target/a/b"))));
  }
}
