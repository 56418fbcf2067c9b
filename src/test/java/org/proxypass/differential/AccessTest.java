package org.proxypass.differential;

import static org.proxypass.differential.Expectation.forwardedAs;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Request.request;
import static org.proxypass.differential.Row.row;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Require and the older Order, Allow and Deny, for everybody or nobody. */
class AccessTest {

  @TestFactory
  Stream<DynamicNode> everybody_or_nobody() {
    return Differential.run(
        """
        ProxyPass / http://{backend}/b/
        <Location /denied>
          Require all denied
        </Location>
        <Location /denied/granted>
          Require all granted
        </Location>
        <Location /granted>
          Require all granted
        </Location>
        <Location /granted/denied>
          Require all denied
        </Location>
        <LocationMatch "\\.(bak|old)$">
          Require all denied
        </LocationMatch>
        <Location /slashed/>
          Require all denied
        </Location>
        <Location "/glob/*/private">
          Require all denied
        </Location>
        <Location /allow-deny>
          Order Allow,Deny
          Allow from all
        </Location>
        <Location /allow-deny-none>
          Order Allow,Deny
        </Location>
        <Location /allow-deny-both>
          Order Allow,Deny
          Allow from all
          Deny from all
        </Location>
        <Location /deny-allow>
          Order Deny,Allow
          Deny from all
        </Location>
        <Location /deny-allow-none>
          Order Deny,Allow
        </Location>
        <Location /deny-allow-both>
          Order Deny,Allow
          Deny from all
          Allow from all
        </Location>
        """,
        List.of(
            row("without a word access is granted", get("/x"), forwardedAs("/b/x")),
            row("all denied", get("/denied"), refused(403)),
            row("all denied takes what is below", get("/denied/x"), refused(403)),
            row("all denied takes every method", request("DELETE", "/denied/x"), refused(403)),
            row("all denied ends at a segment border", get("/deniedx"), forwardedAs("/b/deniedx")),
            row(
                "the inner Location counts: granted",
                get("/denied/granted/x"),
                forwardedAs("/b/denied/granted/x")),
            row("all granted", get("/granted"), forwardedAs("/b/granted")),
            row("the inner Location counts: denied", get("/granted/denied"), refused(403)),
            row("denied by pattern", get("/x/y.bak"), refused(403)),
            row("denied by pattern, not met", get("/x/y.bak.txt"), forwardedAs("/b/x/y.bak.txt")),
            row("a Location with a slash", get("/slashed/x"), refused(403)),
            row(
                "a Location with a slash leaves its bare name",
                get("/slashed"),
                forwardedAs("/b/slashed")),
            row("a wildcard Location", get("/glob/a/private"), refused(403)),
            row(
                "a wildcard stops at a slash",
                get("/glob/a/b/private"),
                forwardedAs("/b/glob/a/b/private")),
            row("denied through dot segments", get("/x/../denied/y"), refused(403)),
            row("denied through encoded letters", get("/d%65nied/y"), refused(403)),
            row("denied through a run of slashes", get("//denied///y"), refused(403)),
            row("denied is case-sensitive", get("/Denied"), forwardedAs("/b/Denied")),
            row("Allow,Deny with Allow", get("/allow-deny"), forwardedAs("/b/allow-deny")),
            row("Allow,Deny with nothing", get("/allow-deny-none"), refused(403)),
            row("Allow,Deny with both", get("/allow-deny-both"), refused(403)),
            row("Deny,Allow with Deny", get("/deny-allow"), refused(403)),
            row(
                "Deny,Allow with nothing",
                get("/deny-allow-none"),
                forwardedAs("/b/deny-allow-none")),
            row(
                "Deny,Allow with both",
                get("/deny-allow-both"),
                forwardedAs("/b/deny-allow-both"))));
  }

  @TestFactory
  Stream<DynamicNode> proxy_sections() {
    return Differential.run(
        """
        ProxyPass /a http://{backend}/open
        ProxyPass /b http://{backend}/closed
        ProxyPass /o http://{other}/x
        <Proxy *>
          Require all granted
        </Proxy>
        <Proxy http://{backend}/closed>
          Require all denied
        </Proxy>
        """,
        List.of(
            row("<Proxy *> is for all", get("/a"), forwardedAs("/open")),
            row("<Proxy url> is for its URL", get("/b"), refused(403)),
            row("<Proxy url> is a prefix without border", get("/bx"), refused(404)),
            row("<Proxy url> takes what is below", get("/b/x"), refused(403)),
            row(
                "another backend is not concerned",
                get("/o"),
                Expectation.forwardedToOtherAs("/x"))));
  }
}
