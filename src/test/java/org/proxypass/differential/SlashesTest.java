package org.proxypass.differential;

import static org.proxypass.differential.Expectation.clientField;
import static org.proxypass.differential.Expectation.forwardedAs;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Expectation.status;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Request.getFrom;
import static org.proxypass.differential.Request.raw;
import static org.proxypass.differential.Row.row;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** AllowEncodedSlashes, MergeSlashes, UseCanonicalName. */
class SlashesTest {
  private static final String TWICE =
      "httpd decodes an encoded percent sign before an encoded slash twice; here it stays";
  private static final String HIDDEN =
      "a dot segment beside an encoded slash climbs at a backend that decodes it";

  @TestFactory
  Stream<DynamicNode> encoded_slashes_kept() {
    return Differential.run(
        """
        AllowEncodedSlashes NoDecode
        ProxyPass /px http://{backend}/px
        ProxyPassMatch ^/m/(.*)$ http://{backend}/m/$1
        ProxyPass /nc http://{backend}/nc nocanon
        RewriteEngine On
        RewriteRule ^/rw/(.*) http://{backend}/rw/$1 [P]
        <Location /px/closed>
            Require all denied
        </Location>
        <VirtualHost *:{port}>
            ServerName front.test
            AllowEncodedSlashes NoDecode
            RewriteEngine On
            RewriteOptions Inherit
        </VirtualHost>
        <VirtualHost *:{port}>
            ServerName other.test
        </VirtualHost>
        """,
        List.of(
            row("stays as it is", get("/px/a%2Fb"), forwardedAs("/px/a%2Fb")),
            row("in its letter case", get("/px/a%2fb"), forwardedAs("/px/a%2fb")),
            row("other escapes as usual", get("/px/a%20b%2F%41"), forwardedAs("/px/a%20b%2FA")),
            row("an encoded escape of a slash", get("/px/a%252Fb"), forwardedAs("/px/a%2Fb"))
                .differs(TWICE, forwardedAs("/px/a%252Fb")),
            row("an encoded escape of a letter", get("/px/a%2541"), forwardedAs("/px/a%2541")),
            row("an encoded percent sign", get("/px/100%25"), refused(400))
                .differs("httpd refuses it in this mode", forwardedAs("/px/100%25")),
            row("is no slash for ProxyPass", get("/px%2Fa"), refused(404)),
            row("is no slash for a location", get("/px/closed%2Fx"), forwardedAs("/px/closed%2Fx")),
            row("dots before it", get("/px/..%2Fx"), forwardedAs("/px/..%2Fx"))
                .differs(HIDDEN, refused(400)),
            row("encoded dots before it", get("/px/%2e%2e%2fx"), forwardedAs("/px/..%2fx"))
                .differs(HIDDEN, refused(400)),
            row("dots in a name before it", get("/px/a..%2Fx"), forwardedAs("/px/a..%2Fx")),
            row("NUL is refused", get("/px/a%00"), refused(404))
                .differs("the container refuses it first", refused(400)),
            row("with ProxyPassMatch", get("/m/a%2Fb"), forwardedAs("/m/a%2Fb")),
            row("with nocanon", get("/nc/a%2Fb"), forwardedAs("/nc/a%2Fb")),
            row("with RewriteRule", get("/rw/a%2Fb"), forwardedAs("/rw/a%2Fb")),
            row("an encoded backslash", get("/px/a%5Cb"), forwardedAs("/px/a%5Cb")),
            row("another virtual host", getFrom("other.test", "/px/a%2Fb"), refused(404))));
  }

  @TestFactory
  Stream<DynamicNode> encoded_slashes_decoded() {
    return Differential.run(
        """
        AllowEncodedSlashes On
        ProxyPass /px http://{backend}/px
        ProxyPassMatch ^/m/(.*)$ http://{backend}/m/$1
        ProxyPass /nc http://{backend}/nc nocanon
        <Location /px/closed>
            Require all denied
        </Location>
        """,
        List.of(
            row("is a slash", get("/px/a%2Fb"), forwardedAs("/px/a/b")),
            row("for ProxyPass, too", get("/px%2Fa"), forwardedAs("/px/a")),
            row("for a location, too", get("/px/closed%2Fx"), refused(403)),
            row("dots before it climb", get("/px/a/..%2Fb"), forwardedAs("/px/b")),
            row("out of the mapping", get("/px/..%2Fx"), refused(404)),
            row("and back", get("/px/a/..%2F..%2Fpx/b"), forwardedAs("/px/b")),
            row("into a closed location", get("/px/a/..%2Fclosed"), refused(403)),
            row("a run of them", get("/px/a%2F%2Fb"), forwardedAs("/px/a/b")),
            row("an encoded escape stays", get("/px/a%252Fb"), forwardedAs("/px/a%252Fb")),
            row("with ProxyPassMatch", get("/m/a%2Fb"), forwardedAs("/m/a/b")),
            row("nocanon sends it as it came", get("/nc/a%2Fb"), forwardedAs("/nc/a%2Fb")),
            row("NUL is refused", get("/px/a%00"), refused(404))
                .differs("the container refuses it first", refused(400))));
  }

  @TestFactory
  Stream<DynamicNode> slashes_unmerged() {
    return Differential.run(
        """
        MergeSlashes Off
        ProxyPass /px http://{backend}/px
        ProxyPass /ro/ http://{backend}/
        ProxyPassMatch ^/m/(.*)$ http://{backend}/m/$1
        <Location /px/closed>
            Require all denied
        </Location>
        <LocationMatch ^/px/regex/x>
            Require all denied
        </LocationMatch>
        ProxyPass / http://{backend}/
        """,
        List.of(
            row("a run behind the mapping stays", get("/px//a"), forwardedAs("/px//a")),
            row("a run in the mapping is any run", get("//px/a"), forwardedAs("/px/a")),
            row("a location merges", get("/px//closed"), refused(403)),
            row("wherever the run is", get("//px//closed/x"), refused(403)),
            row("a location by pattern", get("/px//regex/x"), forwardedAs("/px//regex/x"))
                .differs("a second slash must not lead around a location by pattern", refused(403)),
            row("no host comes of a run", get("/ro//evil.test/x"), forwardedAs("/evil.test/x")),
            row("a pattern sees the run", get("/m//a"), forwardedAs("/m//a")),
            row("a path of slashes", get("//"), forwardedAs("/")),
            row("a run at the front", get("//evil.test/a"), forwardedAs("/evil.test/a")),
            row("dots remove an empty segment", get("/px/a//../b"), forwardedAs("/px/a/b"))));
  }

  private static final String[] REDIRECT = {
    "HTTP/1.1 302 Found", "Location: http://{backend}/y", "Content-Length: 0"
  };

  @TestFactory
  Stream<DynamicNode> canonical_name() {
    return Differential.run(
        """
        ProxyPass / http://{backend}/
        ProxyPassReverse / http://{backend}/
        <VirtualHost *:{port}>
            ServerName on.test:8443
            ServerAlias alias.test
            UseCanonicalName On
        </VirtualHost>
        <VirtualHost *:{port}>
            ServerName off.test:8443
            UseCanonicalName Off
        </VirtualHost>
        <VirtualHost *:{port}>
            ServerName secure.test
            ServerAlias *.secure.test
            UseCanonicalName On
            UseCanonicalPhysicalPort On
        </VirtualHost>
        <VirtualHost *:{port}>
            ServerName physical.test
            UseCanonicalPhysicalPort On
        </VirtualHost>
        <VirtualHost *:{port}>
            ServerName dns.test
            UseCanonicalName DNS
        </VirtualHost>
        """,
        List.of(
            reverse("On names the ServerName", "on.test", "http://on.test:8443/y"),
            reverse("On ignores the client's name", "alias.test:99", "http://on.test:8443/y"),
            reverse("Off takes the client's name", "off.test:99", "http://off.test:99/y"),
            reverse("Off with the port of the ServerName", "off.test", "http://off.test:8443/y"),
            reverse("the physical port", "secure.test", "http://secure.test:{port}/y"),
            reverse("not the client's", "a.secure.test:99", "http://secure.test:{port}/y"),
            reverse("the physical port with Off", "physical.test", "http://physical.test:{port}/y"),
            reverse("goes behind the client's", "physical.test:99", "http://physical.test:99/y"),
            reverse("DNS", "dns.test:99", "http://localhost:99/y"),
            row(
                    "Off without a Host field",
                    raw("GET / HTTP/1.0\r\n\r\n"),
                    status(302),
                    clientField("Location", "http://on.test:8443/y"))
                .answered("", REDIRECT)));
  }

  private static Row reverse(String name, String host, String location) {
    return row(name, getFrom(host, "/x"), status(302), clientField("Location", location))
        .answered("", REDIRECT);
  }
}
