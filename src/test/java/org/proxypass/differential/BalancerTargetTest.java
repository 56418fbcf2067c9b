package org.proxypass.differential;

import static org.proxypass.differential.Expectation.backendField;
import static org.proxypass.differential.Expectation.clientField;
import static org.proxypass.differential.Expectation.forwardedAs;
import static org.proxypass.differential.Expectation.noBackendField;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Request.getFrom;
import static org.proxypass.differential.Row.row;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** How rules name a balancer, and how the addresses of its members are mapped back. */
class BalancerTargetTest {
  private static final String UNKNOWN =
      "A balancer that nobody configured is unavailable (503); httpd answers 500.";
  private static final String GLUED =
      "What follows a balancer's name never becomes a part of it; httpd looks for another balancer.";

  private static final String CONFIGURATION =
      """
      <Proxy balancer://One>
        BalancerMember http://{backend}/m
      </Proxy>
      ProxyPass /app balancer://one/x
      ProxyPass /bare balancer://ONE
      ProxyPass /slash/ balancer://one/
      ProxyPass /glued/ balancer://one
      ProxyPass /raw balancer://one/x nocanon
      ProxyPass /empty balancer://empty
      ProxyPassMatch ^/match/(.*) balancer://one/$1
      ProxyPassMatch ^/choose/([a-z]+)/(.*) balancer://$1/$2
      ProxyPassReverse /app balancer://one/x
      ProxyPassReverse /all balancer://one
      <Location /here>
        ProxyPass balancer://one/here
        ProxyPassReverse balancer://one/here
      </Location>
      RewriteEngine On
      RewriteRule ^/rule/(.*) balancer://one/$1 [P]
      RewriteRule ^/nowhere balancer://nowhere/ [P]
      <Proxy balancer://one/x/quiet>
        ProxyAddHeaders Off
      </Proxy>
      <ProxyMatch ^balancer://one/x/(silent|still)$>
        ProxyAddHeaders Off
      </ProxyMatch>
      <Proxy http://{backend}/m>
        ProxyAddHeaders Off
      </Proxy>
      """;

  private static Row mapped(String name, String location, String expected) {
    return row(name, get("/app/y"), clientField("Location", expected))
        .answered("", "HTTP/1.1 302 Found", "Location: " + location, "Content-Length: 0");
  }

  @TestFactory
  Stream<DynamicNode> targets() {
    return Differential.run(
        CONFIGURATION,
        List.of(
            row("the rest follows the path", get("/app/y?q=1"), forwardedAs("/m/x/y?q=1")),
            row("no path at all", get("/bare"), forwardedAs("/m/")),
            row("only the rest", get("/bare/y"), forwardedAs("/m/y")),
            row("slashes at both ends", get("/slash/y"), forwardedAs("/m/y")),
            row("no slash behind the name", get("/glued/y"), refused(500))
                .differs(GLUED, forwardedAs("/m/y")),
            row("a group behind the name", get("/match/y/z"), forwardedAs("/m/y/z")),
            row("a group is the name", get("/choose/one/y"), forwardedAs("/m/y")),
            row("a group is an unknown name", get("/choose/two/y"), refused(500))
                .differs(UNKNOWN, refused(503)),
            row("a rewrite rule", get("/rule/y?q=1"), forwardedAs("/m/y?q=1")),
            row("a rewrite rule to nowhere", get("/nowhere"), refused(500))
                .differs(UNKNOWN, refused(503)),
            row("a balancer without members", get("/empty/y"), refused(503)),
            row("inside a location", get("/here/y"), forwardedAs("/m/here/y")),
            row("escapes are made canonical", get("/app/%7ey%20z"), forwardedAs("/m/x/~y%20z")),
            row("a section of the balancer", get("/app/quiet"), noBackendField("X-Forwarded-For")),
            row(
                "a section of the balancer is for what lies under it",
                get("/app/loud"),
                backendField("X-Forwarded-For", "127.0.0.1")),
            row("a section by expression", get("/app/still"), noBackendField("X-Forwarded-For")),
            row(
                "the member's own section does not count",
                get("/app/y"),
                noBackendField("X-Member")),
            mapped("a member's address", "http://{backend}/m/x/z", "http://front.test/app/z"),
            mapped("the longer rule first", "http://{backend}/m/z", "http://front.test/all/z"),
            mapped("the bare member", "http://{backend}/m", "http://front.test/all"),
            mapped("the rest has no border", "http://{backend}/m/xy", "http://front.test/appy"),
            mapped("another path stays", "http://{backend}/n/x", "http://{backend}/n/x"),
            mapped("the balancer's own name stays", "balancer://one/x/z", "balancer://one/x/z")));
  }

  @TestFactory
  Stream<DynamicNode> virtual_hosts() {
    return Differential.run(
        """
        <Proxy balancer://one>
          BalancerMember http://{backend}/m
        </Proxy>
        <VirtualHost *:*>
          ServerName plain.test
          ProxyPass /guest balancer://one/g
        </VirtualHost>
        <VirtualHost *:*>
          ServerName changed.test
          ProxyPass /guest balancer://one/g lbmethod=bytraffic
        </VirtualHost>
        """,
        List.of(
            row(
                "a host forwards to the main server's balancer",
                getFrom("plain.test", "/guest/y"),
                forwardedAs("/m/g/y")),
            row(
                "a host may give it other parameters",
                getFrom("changed.test", "/guest/y"),
                forwardedAs("/m/g/y"))));
  }
}
