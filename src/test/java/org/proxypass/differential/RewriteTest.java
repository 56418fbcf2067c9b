package org.proxypass.differential;

import static org.proxypass.differential.Expectation.clientField;
import static org.proxypass.differential.Expectation.forwardedAs;
import static org.proxypass.differential.Expectation.forwardedToOtherAs;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Expectation.seenAs;
import static org.proxypass.differential.Expectation.status;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Request.raw;
import static org.proxypass.differential.Request.request;
import static org.proxypass.differential.Row.row;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** RewriteRule: forwarding, redirects, answers, the flags, the conditions. */
class RewriteTest {
  private static final String HEX = "escapes are written with upper-case digits, as RFC 3986 says";
  private static final String GLUED =
      "a reference behind the host must bring a path, so that it cannot change the host";

  @TestFactory
  Stream<DynamicNode> to_a_backend() {
    return Differential.run(
        """
        RewriteEngine On
        RewriteRule ^/p/(.*) http://{backend}/$1 [P]
        RewriteRule ^/ne/(.*) http://{backend}/$1 [P,NE]
        RewriteRule ^/b/(.*) http://{backend}/$1 [P,B]
        RewriteRule ^/bne/(.*) http://{backend}/$1 [P,B,NE]
        RewriteRule ^/bq/(.*) http://{backend}/x?q=$1 [P,B]
        RewriteRule ^/bnp/(.*) http://{backend}/x?q=$1 [P,B,BNP]
        RewriteRule ^/bonly/(.*) http://{backend}/x?q=$1 [P,B=#&]
        RewriteRule ^/q/(.*) http://{backend}/x?q=$1 [P]
        RewriteRule ^/qsa http://{backend}/x?q=1 [P,QSA]
        RewriteRule ^/qsd http://{backend}/x [P,QSD]
        RewriteRule ^/noquery$ http://{backend}/x? [P]
        RewriteRule ^/amp$ http://{backend}/x?a=1& [P]
        RewriteRule ^/both/(.*)$ http://{backend}/?a=$1&%{QUERY_STRING} [P]
        RewriteRule ^/escaped http://{backend}/a\\%20b [P,NE]
        RewriteRule ^/twice http://{backend}/a\\%20b [P]
        RewriteRule ^/dollar http://{backend}/\\$1 [P]
        RewriteRule ^/bare$ http://{backend} [P]
        RewriteRule ^/glue(.*) http://{backend}$1 [P]
        RewriteRule ^/host/([^/]*)/(.*) http://$1/$2 [P]
        RewriteRule ^/two$ /three
        RewriteRule ^/three$ http://{backend}/four [P]
        RewriteRule ^/pass/(.*) /px/$1 [PT]
        RewriteRule ^/passq/(.*) /px/$1?z=1 [PT,QSA]
        RewriteRule ^/local/(.*) /px/$1
        RewriteRule ^/last /px/last [L]
        RewriteRule ^/end /two [END]
        RewriteRule ^/px/first http://{other}/first [P]
        RewriteCond %{THE_REQUEST} \\s/thereq(\\S+)\\s
        RewriteRule ^/thereq http://{backend}%1 [P]
        RewriteRule ^/not/ - [E=no-proxy:1]
        ProxyPass /not http://{backend}/not
        ProxyPass /px http://{backend}/px
        """,
        List.of(
            row("a group goes into the URL", get("/p/foo"), forwardedAs("/foo")),
            row("the query goes along", get("/p/foo?a=b"), forwardedAs("/foo?a=b")),
            row("a space is escaped again", get("/p/foo%20bar"), forwardedAs("/foo%20bar")),
            row("a percent sign is escaped again", get("/p/a%25b"), forwardedAs("/a%25b")),
            row("bytes beyond ASCII are escaped again", get("/p/%c3%a9"), forwardedAs("/%C3%A9")),
            row("a path parameter stays", get("/p/a;b"), forwardedAs("/a;b")),
            row(
                "a question mark of the path must not begin the query",
                get("/p/a%3Fb"),
                refused(403)),
            row("NE with a space is refused", get("/ne/foo%20bar"), refused(403)),
            row("NE sends what is literal", get("/ne/a[b"), forwardedAs("/a[b")),
            row("NE sends an encoded bracket as it is", get("/ne/a%5Bb"), forwardedAs("/a[b")),
            row("B escapes a space as plus", get("/b/foo%20bar"), forwardedAs("/foo+bar")),
            row("B escapes and the path is escaped again", get("/b/a/b"), forwardedAs("/a%252fb")),
            row("B with NE escapes once", get("/bne/a/b"), forwardedAs("/a%2fb")),
            row("B with NE hides a question mark", get("/bne/a%3Fb"), forwardedAs("/a%3fb")),
            row("B in the query", get("/bq/a%20b&c"), forwardedAs("/x?q=a+b%26c")),
            row("BNP in the query", get("/bnp/a%20b&c"), forwardedAs("/x?q=a%20b%26c")),
            row("B for some characters", get("/bonly/a&b%23c"), forwardedAs("/x?q=a%26b%23c")),
            row("a space in the query is refused", get("/q/a%20b"), refused(403)),
            row("the rule's query replaces the client's", get("/q/a?z=1"), forwardedAs("/x?q=a")),
            row(
                "a question mark in the rule's query is data",
                get("/q/a%3Fb"),
                forwardedAs("/x?q=a?b")),
            row("QSA appends the client's query", get("/qsa?z=1"), forwardedAs("/x?q=1&z=1")),
            row("QSA without a query", get("/qsa"), forwardedAs("/x?q=1")),
            row("QSD drops the client's query", get("/qsd?z=1"), forwardedAs("/x")),
            row("an empty query drops the client's", get("/noquery?q=1"), forwardedAs("/x")),
            row("an ampersand at the end goes", get("/amp"), forwardedAs("/x?a=1")),
            row("QUERY_STRING can be put in", get("/both/x?b=c"), forwardedAs("/?a=x&b=c")),
            row("NE leaves an escape of the rule alone", get("/escaped"), forwardedAs("/a%20b")),
            row("an escape of the rule is escaped", get("/twice"), forwardedAs("/a%2520b")),
            row("a backslash keeps a dollar sign", get("/dollar"), forwardedAs("/$1")),
            row("a URL without path", get("/bare"), forwardedAs("/")),
            row("a path behind the host", get("/glue/x"), forwardedAs("/x")),
            row("a user name behind the host", get("/glue@x/y"), status(500))
                .differs(GLUED, refused(400)),
            row("a digit behind the host", get("/glue1/y"), refused(400)),
            row("a letter behind the host", get("/gluex/y"), status(500))
                .differs(GLUED, refused(400)),
            row(
                "a request target without slash is refused",
                raw("GET @{other}/x HTTP/1.1\r\nHost: front.test\r\n\r\n"),
                refused(400)),
            row(
                "the request may choose the host",
                get("/host/{other}/x"),
                forwardedToOtherAs("/x")),
            row("rules work on the result of those before", get("/two"), forwardedAs("/four")),
            row("with its query", get("/two?x"), forwardedAs("/four?x")),
            row("PT lets ProxyPass map", get("/pass/x"), forwardedAs("/px/x")),
            row("PT escapes again", get("/pass/x%20y?a"), forwardedAs("/px/x%20y?a")),
            row("PT with a query", get("/passq/x?y=1"), forwardedAs("/px/x?z=1&y=1")),
            row("without PT it is a local path", get("/local/x"), refused(404)),
            row("L ends the rules", get("/last"), refused(404)),
            row("END ends the rules", get("/end"), refused(404)),
            row("rules go before ProxyPass", get("/px/first"), forwardedToOtherAs("/first")),
            row("what no rule matches is mapped", get("/px/x"), forwardedAs("/px/x")),
            row("the request line's query is refused", get("/thereq/a?b=c"), refused(403)),
            row("a part of the request line", get("/thereq/a"), forwardedAs("/a")),
            row("no-proxy set by a rule", get("/not/x"), refused(404)),
            row("no-proxy is for that path", get("/not"), forwardedAs("/not"))));
  }

  @TestFactory
  Stream<DynamicNode> to_the_client() {
    return Differential.run(
        """
        RewriteEngine On
        RewriteRule ^/r/(.*) /new/$1 [R]
        RewriteRule ^/rne/(.*) /new/$1 [R,NE]
        RewriteRule ^/r301/(.*) http://other.test/$1 [R=301,L]
        RewriteRule ^/perm$ http://other.test/x [R=permanent]
        RewriteRule ^/see$ http://other.test/x [R=seeother]
        RewriteRule ^/r307$ http://other.test/x [R=307]
        RewriteRule ^/implied http://other.test/x
        RewriteRule ^/rel/(.*) x/$1 [R]
        RewriteRule ^/https/(.*) https://%{HTTP_HOST}/$1 [R=301,L]
        RewriteRule ^/qsa /x?a=1 [R,QSA]
        RewriteRule ^/qsd /x [R,QSD]
        RewriteRule ^/qsl/(.*) /x?y?z=$1 [R,QSL]
        RewriteRule ^/b/(.*) /x?u=$1 [R,B]
        RewriteRule ^/bne/(.*) /x?u=$1 [R,B,NE]
        RewriteRule ^/frag$ http://new.test/a#b [R]
        RewriteRule ^/fragne$ http://new.test/a#b [R,NE]
        RewriteRule ^/glue(.*)$ http://new.test$1 [R]
        RewriteRule ^/f - [F]
        RewriteRule ^/g - [G]
        RewriteRule ^/404 - [R=404]
        RewriteRule ^/503 - [R=503]
        RewriteRule ^/slash(.*)$ $1/ [R]
        """,
        List.of(
            redirect("R goes to this server", "/r/a", 302, "http://front.test/new/a"),
            redirect("R keeps the query", "/r/a?b=c", 302, "http://front.test/new/a?b=c"),
            redirect(
                "R keeps the query as it is", "/r/a?b=%20", 302, "http://front.test/new/a?b=%20"),
            redirect("R escapes", "/r/a%20b", 302, "http://front.test/new/a%20b"),
            redirect("R escapes percent signs", "/r/a%25b", 302, "http://front.test/new/a%25b"),
            redirect("R escapes bytes", "/r/%C3%A9", 302, "http://front.test/new/%c3%a9")
                .differs(HEX, clientField("Location", "http://front.test/new/%C3%A9")),
            redirect("R merges no host", "/r//evil.test/", 302, "http://front.test/new/evil.test/"),
            redirect("NE escapes nothing", "/rne/a%25b", 302, "http://front.test/new/a%b"),
            redirect("NE with a space", "/rne/a%20b", 302, "http://front.test/new/a b")
                .differs(
                    "a space cannot stand in a URL",
                    clientField("Location", "http://front.test/new/a%20b")),
            redirect("R=301", "/r301/x?y", 301, "http://other.test/x?y"),
            redirect("R=permanent", "/perm", 301, "http://other.test/x"),
            redirect("R=seeother", "/see", 303, "http://other.test/x"),
            redirect("R=307", "/r307", 307, "http://other.test/x"),
            redirect("a URL is a redirect", "/implied?q=1", 302, "http://other.test/x?q=1"),
            redirect("a relative path", "/rel/a", 302, "http://front.test/x/a"),
            redirect("to the secure port", "/https/x", 301, "https://front.test/x"),
            redirect("QSA", "/qsa?b", 302, "http://front.test/x?a=1&b"),
            redirect("QSD", "/qsd?b", 302, "http://front.test/x"),
            redirect("QSL", "/qsl/a", 302, "http://front.test/x%3fy?z=a")
                .differs(HEX, clientField("Location", "http://front.test/x%3Fy?z=a")),
            redirect("B is escaped again", "/b/a%20b&c", 302, "http://front.test/x?u=a+b%2526c"),
            redirect("B with NE", "/bne/a%20b&c", 302, "http://front.test/x?u=a+b%26c"),
            redirect("a fragment is escaped", "/frag", 302, "http://new.test/a%23b"),
            redirect("NE keeps a fragment", "/fragne", 302, "http://new.test/a#b"),
            redirect("a path behind the host", "/glue/x", 302, "http://new.test/x"),
            redirect("a host behind the host", "/glue.evil/x", 302, "http://new.test.evil/x")
                .differs(GLUED, refused(400)),
            row("F", get("/f"), refused(403)),
            row("G", get("/g"), refused(410)),
            row("R=404", get("/404"), refused(404)),
            row("R=503", get("/503"), refused(503)),
            redirect("the classic slash at the end", "/slash/x", 302, "http://front.test/x/")));
  }

  private static Row redirect(String name, String target, int status, String location) {
    return row(name, get(target), status(status), clientField("Location", location));
  }

  @TestFactory
  Stream<DynamicNode> conditions_and_flow() {
    return Differential.run(
        """
        RewriteEngine On
        RewriteMap lower int:tolower
        RewriteMap upper int:toupper
        RewriteMap escape int:escape
        RewriteMap files txt:{docs}/favicon.ico
        RewriteCond %{QUERY_STRING} ^a=(\\d+)$
        RewriteRule ^/c1 http://{backend}/c/%1 [P]
        RewriteCond %{HTTP_HOST} ^(.*)\\.TEST$ [NC]
        RewriteCond %{REQUEST_METHOD} !=POST
        RewriteRule ^/c2 http://{backend}/c2/%1 [P]
        RewriteCond %{QUERY_STRING} =x [OR]
        RewriteCond %{QUERY_STRING} =y
        RewriteRule ^/c3 http://{backend}/c3 [P,QSD]
        RewriteCond %{HTTP:X-Colour} ^blue$
        RewriteRule ^/c4 - [F]
        RewriteCond expr "%{QUERY_STRING} == 'e'"
        RewriteRule ^/c5 http://{backend}/c5 [P]
        RewriteCond %{QUERY_STRING} <m
        RewriteRule ^/c6 http://{backend}/before [P]
        RewriteCond %{QUERY_STRING} >m
        RewriteRule ^/c6 http://{backend}/behind [P]
        RewriteCond %{QUERY_STRING} -gt5
        RewriteRule ^/c7 http://{backend}/c7 [P]
        RewriteCond %{QUERY_STRING} <=mm
        RewriteRule ^/c8 http://{backend}/short [P]
        RewriteCond %{QUERY_STRING} >=mm
        RewriteRule ^/c8 http://{backend}/long [P]
        RewriteCond $1 ^v(.)$
        RewriteRule ^/c9/([^/]*)/(.*) http://{backend}/%1/$2 [P]
        RewriteCond {docs}/$1 -f
        RewriteRule ^/f/(.*) http://{backend}/file/$1 [P]
        RewriteCond {docs}/$1 -d
        RewriteRule ^/f/(.*) http://{backend}/directory/$1 [P]
        RewriteCond {docs}/$1 !-e
        RewriteRule ^/f/(.*) http://{backend}/nothing/$1 [P]
        RewriteRule ^/e1 - [E=FOO:bar,E=BAZ:$0]
        RewriteRule ^/e1/u - [E=!FOO]
        RewriteCond %{ENV:FOO} =bar
        RewriteRule ^/e1 http://{backend}/foo%{ENV:BAZ} [P]
        RewriteRule ^/e1 http://{backend}/nofoo [P]
        RewriteRule ^/s1 - [S=1]
        RewriteRule ^/s - [F]
        RewriteRule ^/s1 http://{backend}/s1 [P]
        RewriteRule ^/chain(1)? /link$1 [C]
        RewriteRule ^/link1 /link2 [C]
        RewriteRule ^/link2 http://{backend}/chained [P]
        RewriteRule ^/link - [G]
        RewriteRule ^/low/(.*) http://{backend}/${lower:$1} [P]
        RewriteRule ^/up/(.*) http://{backend}/${upper:$1} [P]
        RewriteRule ^/esc/(.*) http://{backend}/${escape:$1} [P,NE]
        RewriteRule ^/map/(.*) http://{backend}/${files:$1|none} [P]
        RewriteRule ^/n/(.*)_(.*)$ /n/$1-$2 [N]
        RewriteRule ^/n/(.*)$ http://{backend}/n/$1 [P]
        RewriteRule ^/forever(a*)b$ /forever$1ab [N=5]
        RewriteRule ^/NoCase http://{backend}/nocase [P,NC]
        RewriteRule ^/var http://{backend}/%{REQUEST_METHOD}/%{REQUEST_SCHEME}%{REQUEST_URI} [P]
        RewriteRule ^/none http://{backend}/%{HTTP:X-None}x [P]
        RewriteRule !^/[a-z] http://{backend}/digit$0 [P]
        RewriteRule ^/plain$ http://{backend}/plain [P,L,QSD]
        """,
        List.of(
            row("a group of a condition", get("/c1?a=12"), forwardedAs("/c/12?a=12")),
            row("a condition that fails", get("/c1?a=x"), refused(404)),
            row("NC in a condition, and !=", get("/c2"), forwardedAs("/c2/front")),
            row("!= with the text", request("POST", "/c2").body(""), refused(404)),
            row("OR: the first", get("/c3?x"), forwardedAs("/c3")),
            row("OR: the second", get("/c3?y"), forwardedAs("/c3")),
            row("OR: none", get("/c3?z"), refused(404)),
            row("a field of the request", get("/c4").with("X-Colour", "blue"), refused(403)),
            row("another value of it", get("/c4").with("X-Colour", "red"), refused(404)),
            row("an expression", get("/c5?e"), forwardedAs("/c5?e")),
            row("an expression that does not hold", get("/c5?f"), refused(404)),
            row("less than a text", get("/c6?a"), forwardedAs("/before?a")),
            row("greater than a text", get("/c6?z"), forwardedAs("/behind?z")),
            row("neither", get("/c6?m"), refused(404)),
            row("a shorter text is less", get("/c8?z"), forwardedAs("/short?z")),
            row("a longer text is greater", get("/c8?aaa"), forwardedAs("/long?aaa")),
            row("an equal text", get("/c8?mm"), forwardedAs("/short?mm")),
            row("greater than a number", get("/c7?9"), forwardedAs("/c7?9")),
            row("not greater than a number", get("/c7?3"), refused(404)),
            row("text is the number 0", get("/c7?x"), refused(404)),
            row("a test string out of the rule's groups", get("/c9/v2/x"), forwardedAs("/2/x")),
            row("a file", get("/f/favicon.ico"), forwardedAs("/file/favicon.ico")),
            row("a directory", get("/f/errors"), forwardedAs("/directory/errors")),
            row("no such file", get("/f/missing"), forwardedAs("/nothing/missing")),
            row("E sets variables", get("/e1"), forwardedAs("/foo/e1")),
            row("E unsets variables", get("/e1/u"), forwardedAs("/nofoo")),
            row("S skips a rule", get("/s1"), forwardedAs("/s1")),
            row("S does not skip for others", get("/s2"), refused(403)),
            row("C goes on", get("/chain1"), forwardedAs("/chained")),
            row("C passes over the rest of the chain", get("/chain"), refused(410)),
            row("tolower", get("/low/AbC"), forwardedAs("/abc")),
            row("toupper", get("/up/AbC"), forwardedAs("/ABC")),
            row("escape", get("/esc/a%20b"), forwardedAs("/a%20b")),
            row("a text map without the key", get("/map/x"), forwardedAs("/none")),
            row("N starts over", get("/n/a_b_c"), forwardedAs("/n/a-b-c")),
            row("N ends at its bound", get("/foreverb"), refused(500)),
            row("NC in a rule", get("/NOCASE"), forwardedAs("/nocase")),
            row("variables in the URL", get("/var"), forwardedAs("/GET/http/var")),
            row("a field that is not there", get("/none"), forwardedAs("/x")),
            row("a negated pattern has no groups", get("/5"), forwardedAs("/digit")),
            row("the last rule", get("/plain?x"), forwardedAs("/plain"))));
  }

  @TestFactory
  Stream<DynamicNode> in_locations() {
    return Differential.run(
        """
        ProxyPass /px http://{backend}/px
        <Location /px/closed>
            RewriteEngine On
            RewriteCond %{REQUEST_METHOD} =PUT
            RewriteRule .* - [F]
        </Location>
        <Location /loc>
            RewriteEngine On
            RewriteRule b$ http://{backend}/from-location [P]
            RewriteRule c$ /px/internal
            RewriteRule d$ http://new.test/d [R]
            RewriteRule o$ http://{other}/o [P]
        </Location>
        <Location /loc/off>
            RewriteEngine Off
        </Location>
        <Location /loc/denied>
            Require all denied
        </Location>
        <Proxy http://{other}/shut>
            Require all denied
        </Proxy>
        RewriteEngine On
        RewriteRule ^/host/(.*) http://{other}/$1 [P]
        <Location /loc/shut>
            RewriteEngine On
            RewriteRule .* http://{other}/shut [P]
        </Location>
        <Location /loop>
            RewriteEngine On
            RewriteRule .* /loop/x
        </Location>
        """,
        List.of(
            row("a condition that fails lets pass", get("/px/closed"), forwardedAs("/px/closed")),
            row("F in a location", request("PUT", "/px/closed"), refused(403)),
            row("P in a location", get("/loc/b"), forwardedAs("/from-location")),
            row("P with the query", get("/loc/b?x=y"), forwardedAs("/from-location?x=y")),
            row(
                "a path starts the request over",
                get("/loc/c?x=y"),
                forwardedAs("/px/internal?x=y")),
            row(
                "R in a location",
                get("/loc/d?x=y"),
                status(302),
                clientField("Location", "http://new.test/d?x=y")),
            row("another backend", get("/loc/o"), forwardedToOtherAs("/o")),
            row("no rule matches", get("/loc/x"), refused(404)),
            row("RewriteEngine Off in an inner location", get("/loc/off/b"), refused(404)),
            row("access control goes first", get("/loc/denied/b"), refused(403)),
            row("a denied backend", get("/host/shut/x"), refused(403)),
            row("a backend that is not denied", get("/host/open"), forwardedToOtherAs("/open")),
            row("a backend denied to a location's rule", get("/loc/shut"), status(200))
                .differs("httpd asks before the rule says where to", refused(403)),
            row("a request that starts over forever", get("/loop/a"), refused(500))));
  }

  @TestFactory
  Stream<DynamicNode> virtual_hosts() {
    return Differential.run(
        """
        RewriteEngine On
        RewriteRule ^/main http://{backend}/main [P]
        RewriteRule ^/both http://{backend}/outer [P]
        <VirtualHost *:{port}>
            ServerName own.test
            RewriteEngine On
            RewriteRule ^/own http://{backend}/own [P]
        </VirtualHost>
        <VirtualHost *:{port}>
            ServerName state.test
            RewriteRule ^/own http://{backend}/own [P]
        </VirtualHost>
        <VirtualHost *:{port}>
            ServerName none.test
        </VirtualHost>
        <VirtualHost *:{port}>
            ServerName inherit.test
            RewriteEngine On
            RewriteOptions Inherit
            RewriteRule ^/both http://{backend}/inner [P]
        </VirtualHost>
        <VirtualHost *:{port}>
            ServerName before.test
            RewriteEngine On
            RewriteOptions InheritBefore
            RewriteRule ^/both http://{backend}/inner [P]
        </VirtualHost>
        """,
        List.of(
            row("its own rules", Request.getFrom("own.test", "/own"), forwardedAs("/own")),
            row("not the main server's", Request.getFrom("own.test", "/main"), refused(404)),
            row(
                "the state is inherited",
                Request.getFrom("state.test", "/own"),
                forwardedAs("/own")),
            row("the rules are not", Request.getFrom("none.test", "/main"), refused(404)),
            row("Inherit", Request.getFrom("inherit.test", "/main"), forwardedAs("/main")),
            row("Inherit: behind", Request.getFrom("inherit.test", "/both"), forwardedAs("/inner")),
            row(
                "InheritBefore: before",
                Request.getFrom("before.test", "/both"),
                forwardedAs("/outer"))));
  }

  @TestFactory
  Stream<DynamicNode> a_covered_url_uses_the_worker() {
    return Differential.run(
        """
        RewriteEngine On
        RewriteRule ^/r/(.*)$ http://{backend}/px/$1 [P]
        ProxyPassReverse / http://{backend}/
        ProxyPass /px http://{backend}/px
        """,
        List.of(
            row(
                    "redirects of the backend are mapped back",
                    get("/r/x"),
                    status(302),
                    clientField("Location", "http://front.test/y"),
                    seenAs("backend", "/px/x"))
                .answered(
                    "", "HTTP/1.1 302 Found", "Location: http://{backend}/y", "Content-Length: 0"),
            row(
                "a body goes along",
                request("POST", "/r/x").body("abc"),
                forwardedAs("/px/x"),
                Expectation.backendBody("abc"))));
  }
}
