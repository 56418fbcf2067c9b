package org.proxypass.differential;

import static org.proxypass.differential.Expectation.clientField;
import static org.proxypass.differential.Expectation.forwardedAs;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Expectation.status;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Request.getFrom;
import static org.proxypass.differential.Request.request;
import static org.proxypass.differential.Row.row;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Redirect, RedirectMatch and AllowMethods. */
class RedirectTest {
  private static final String GLUED =
      "what the path adds behind the host must begin with a slash, so that it cannot change the"
          + " host";

  @TestFactory
  Stream<DynamicNode> redirects() {
    return Differential.run(
        """
        Redirect /old http://new.test/base
        Redirect permanent /perm /np
        Redirect 303 /so http://new.test/so?x=1
        Redirect 308 /keep http://new.test/keep
        Redirect gone /gone
        Redirect 404 /hidden
        Redirect 503 /closed
        RedirectMatch ^/rm/(.*)\\.gif$ http://new.test/$1.png
        RedirectMatch 301 ^/rmq/(.*)$ /t?u=$1
        RedirectMatch ^/rmf/(.*)$ /t#$1
        RedirectMatch gone \\.bak$
        RedirectMatch ^/glue(.*)$ http://new.test$1
        RedirectMatch (.*)/$ http://new.test/dir$1
        RedirectTemp /temp http://new.test/t
        RedirectPermanent /rp http://new.test/p
        Redirect /slash/ http://new.test/s/
        Redirect /bare/ http://new.test
        Redirect /px/first http://new.test/
        Redirect /out http://new.test/
        Redirect /first/a http://new.test/1
        Redirect /first http://new.test/2
        ProxyPass /out/side !
        ProxyPass /px http://{backend}/px
        <Location /locr>
            Redirect http://new.test/lr
        </Location>
        <Location /px/gone>
            Redirect 410
        </Location>
        <Location /px/in>
            Redirect /px/in http://new.test/in
        </Location>
        <Location /px/match>
            RedirectMatch ^/px/match/(\\d+)$ http://new.test/number/$1
        </Location>
        <VirtualHost *:{port}>
            ServerName front.test
        </VirtualHost>
        <VirtualHost *:{port}>
            ServerName own.test
            Redirect /old http://own.test/mine
            Redirect / https://own.test/
        </VirtualHost>
        """,
        List.of(
            redirect("the path itself", "/old", 302, "http://new.test/base"),
            redirect("a slash behind it", "/old/", 302, "http://new.test/base/"),
            redirect("what lies under it", "/old/x", 302, "http://new.test/base/x"),
            row("a longer segment is another path", get("/older"), refused(404)),
            redirect(
                "the rest is escaped, the query kept",
                "/old/a%20b?q=1",
                302,
                "http://new.test/base/a%20b?q=1"),
            redirect("to a path on this server", "/perm/x?y", 301, "http://front.test/np/x?y"),
            redirect(
                "a query of its own stays the only one",
                "/so/z?y=2",
                303,
                "http://new.test/so?x=1/z"),
            redirect("any status of a redirect", "/keep/x", 308, "http://new.test/keep/x"),
            row("gone", get("/gone/x"), refused(410)),
            row("404", get("/hidden"), refused(404)),
            row("503", get("/closed"), refused(503)),
            redirect("a pattern", "/rm/a.gif?z", 302, "http://new.test/a.png?z"),
            redirect("a pattern escapes", "/rm/a%20b.gif", 302, "http://new.test/a%20b.png"),
            redirect("a group in the query", "/rmq/a?b", 301, "http://front.test/t?u=a"),
            redirect(
                "a question mark in the query", "/rmq/a%3Fb", 301, "http://front.test/t?u=a?b"),
            redirect("a group in the fragment", "/rmf/a", 302, "http://front.test/t#a"),
            redirect("a fragment and a query", "/rmf/a?x", 302, "http://front.test/t#a?x")
                .differs(
                    "httpd puts the query behind the fragment, where it is none",
                    clientField("Location", "http://front.test/t?x#a")),
            row("a pattern that is gone", get("/x.bak"), refused(410)),
            redirect("a path behind the host", "/glue/x", 302, "http://new.test/x"),
            redirect(
                    "a user behind the host",
                    "/glue@evil.test/x",
                    302,
                    "http://new.test@evil.test/x")
                .differs(GLUED, refused(400)),
            redirect(
                    "a host behind the host",
                    "/glue.evil.test/x",
                    302,
                    "http://new.test.evil.test/x")
                .differs(GLUED, refused(400)),
            row(
                "an encoded line feed does not end the pattern (CVE-2020-1927)",
                get("/a%2F%0D%0Ahttp://127.0.0.1/"),
                refused(404)),
            redirect("RedirectTemp", "/temp", 302, "http://new.test/t"),
            redirect("RedirectPermanent", "/rp/a", 301, "http://new.test/p/a"),
            row("a path with a slash at its end", get("/slash"), refused(404)),
            redirect("what lies under such a path", "/slash/x", 302, "http://new.test/s/x"),
            redirect("glued to the host", "/bare/.evil.test/x", 302, "http://new.test.evil.test/x")
                .differs(GLUED, refused(400)),
            row("ProxyPass goes first", get("/px/first"), forwardedAs("/px/first")),
            redirect(
                "an exclusion leaves it to Redirect",
                "/out/side/x",
                302,
                "http://new.test//side/x"),
            redirect("the first entry counts", "/first/a", 302, "http://new.test/1"),
            redirect("then the second", "/first/b", 302, "http://new.test/2/b"),
            redirect("a location without path", "/locr/x?y", 302, "http://new.test/lr?y"),
            row("a status in a location", get("/px/gone/x"), refused(410)),
            redirect("a location goes before ProxyPass", "/px/in/x", 302, "http://new.test/in/x"),
            redirect("a pattern in a location", "/px/match/12", 302, "http://new.test/number/12"),
            row("a pattern that does not match", get("/px/match/x"), forwardedAs("/px/match/x")),
            row(
                "a virtual host's own goes first",
                getFrom("own.test", "/old/x"),
                status(302),
                clientField("Location", "http://own.test/mine/x")),
            row(
                "all of a virtual host to its secure port",
                getFrom("own.test", "/any?q"),
                status(302),
                clientField("Location", "https://own.test/any?q"))));
  }

  private static Row redirect(String name, String target, int status, String location) {
    return row(name, get(target), status(status), clientField("Location", location));
  }

  @TestFactory
  Stream<DynamicNode> allowed_methods() {
    return Differential.run(
        """
        ProxyPass /px http://{backend}/px
        <Location /px/get>
            AllowMethods GET
        </Location>
        <Location /px/head>
            AllowMethods HEAD
        </Location>
        <Location /px/post>
            AllowMethods POST
        </Location>
        <Location /px/several>
            AllowMethods GET POST PUT
        </Location>
        <Location /px/several/inner>
            AllowMethods DELETE
        </Location>
        <Location /px/several/reset>
            AllowMethods reset
        </Location>
        """,
        List.of(
            row("GET allowed: GET", get("/px/get"), forwardedAs("/px/get")),
            row("GET allowed: HEAD", request("HEAD", "/px/get"), status(200)),
            row("GET allowed: POST", request("POST", "/px/get"), refused(405)),
            row("GET allowed: OPTIONS", request("OPTIONS", "/px/get"), refused(405)),
            row("HEAD allowed: GET", get("/px/head"), forwardedAs("/px/head")),
            row("HEAD allowed: HEAD", request("HEAD", "/px/head"), status(200)),
            row("HEAD allowed: POST", request("POST", "/px/head"), refused(405)),
            row("POST allowed: GET", get("/px/post"), refused(405)),
            row(
                    "the answer names what is allowed",
                    request("PATCH", "/px/several"),
                    status(405),
                    clientField("Allow", "TRACE"))
                .differs(
                    "httpd names only TRACE",
                    status(405),
                    clientField("Allow", "GET, HEAD, POST, PUT")),
            row("POST allowed: HEAD", request("HEAD", "/px/post"), refused(405)),
            row("POST allowed: POST", request("POST", "/px/post"), forwardedAs("/px/post")),
            row("one of several", request("PUT", "/px/several"), forwardedAs("/px/several")),
            row("none of several", request("DELETE", "/px/several"), refused(405)),
            row(
                "an inner list replaces the outer one",
                request("PUT", "/px/several/inner"),
                refused(405)),
            row(
                "a method of the inner list",
                request("DELETE", "/px/several/inner"),
                forwardedAs("/px/several/inner")),
            row(
                "reset allows all again",
                request("DELETE", "/px/several/reset"),
                forwardedAs("/px/several/reset")),
            row("elsewhere all pass", request("DELETE", "/px"), forwardedAs("/px"))));
  }
}
