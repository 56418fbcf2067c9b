package org.proxypass.differential;

import static org.proxypass.differential.Expectation.forwardedAs;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Row.row;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** What Require of an outer and an inner section make together, and AuthMerging. */
class AccessMergingTest {

  @TestFactory
  Stream<DynamicNode> locations() {
    return Differential.run(
        """
        ProxyPass / http://{backend}/
        SetEnvIf A . a
        SetEnvIf B . b
        <Location /o>
          Require env a
        </Location>
        <Location /o/plain>
          Require env b
        </Location>
        <Location /o/nothing>
          SetEnvIf X . x
        </Location>
        <Location /o/off>
          AuthMerging Off
          Require env b
        </Location>
        <Location /o/bare>
          AuthMerging Off
        </Location>
        <Location /o/and>
          AuthMerging And
          Require env b
        </Location>
        <Location /o/or>
          Require env b
          AuthMerging Or
        </Location>
        <Location /o/and/inner>
          Require env b
        </Location>
        <Location /o/bareand>
          AuthMerging And
        </Location>
        <Location /first>
          AuthMerging And
          Require env a
        </Location>
        <Location /not>
          AuthMerging And
          <RequireAll>
            Require not env b
            Require all granted
          </RequireAll>
        </Location>
        <Location /not/x>
          AuthMerging And
          Require env a
        </Location>
        """,
        List.of(
            row("the outer one alone", get("/o"), refused(403)),
            row("the outer one alone, met", get("/o").with("A", "x"), forwardedAs("/o")),
            row("the inner replaces", get("/o/plain").with("B", "x"), forwardedAs("/o/plain")),
            row("the inner replaces: outer met", get("/o/plain").with("A", "x"), refused(403)),
            row("nothing inside", get("/o/nothing"), refused(403)),
            row("Off replaces", get("/o/off").with("B", "x"), forwardedAs("/o/off")),
            row("Off replaces: outer met", get("/o/off").with("A", "x"), refused(403)),
            row("Off without Require opens", get("/o/bare"), forwardedAs("/o/bare")),
            row("And: the inner alone", get("/o/and").with("B", "x"), refused(403)),
            row("And: the outer alone", get("/o/and").with("A", "x"), refused(403)),
            row("And: both", get("/o/and").with("A", "x").with("B", "x"), forwardedAs("/o/and")),
            row("Or: the inner", get("/o/or").with("B", "x"), forwardedAs("/o/or")),
            row("Or: the outer", get("/o/or").with("A", "x"), forwardedAs("/o/or")),
            row("Or: none", get("/o/or"), refused(403)),
            row(
                "AuthMerging is not handed on",
                get("/o/and/inner").with("B", "x"),
                forwardedAs("/o/and/inner")),
            row("And without Require: outer", get("/o/bareand"), refused(403)),
            row(
                "And without Require: outer met",
                get("/o/bareand").with("A", "x"),
                forwardedAs("/o/bareand")),
            row("And with nothing outside", get("/first"), refused(403)),
            row(
                "And with nothing outside, met",
                get("/first").with("A", "x"),
                forwardedAs("/first")),
            row("And with a negation outside", get("/not/x").with("A", "x"), forwardedAs("/not/x")),
            row(
                "And with a negation outside that denies",
                get("/not/x").with("A", "x").with("B", "x"),
                refused(403))));
  }

  @TestFactory
  Stream<DynamicNode> conditions_and_proxy_sections() {
    return Differential.run(
        """
        ProxyPass /a http://{backend}/a
        ProxyPass /b http://{backend}/b
        <Proxy http://{backend}/a>
          Require ip 127.0.0.2
        </Proxy>
        <Location /a/open>
          Require all granted
        </Location>
        <Location /a/both>
          AuthMerging And
          Require method GET
        </Location>
        <If "-n req('Closed')">
          Require all denied
        </If>
        <If "-n req('Narrow')">
          AuthMerging And
          Require ip 127.0.0.0/30
        </If>
        """,
        List.of(
            row("a proxy section", get("/a"), refused(403)),
            row("a proxy section, met", get("/a").from("127.0.0.2"), forwardedAs("/a")),
            row("another backend", get("/b"), forwardedAs("/b")),
            row("a Location goes over it", get("/a/open"), forwardedAs("/a/open")),
            row("a Location adds to it", get("/a/both"), refused(403)),
            row(
                "a Location adds to it, both met",
                get("/a/both").from("127.0.0.2"),
                forwardedAs("/a/both")),
            row("a condition", get("/b").with("Closed", "x"), refused(403)),
            row(
                "a condition goes over a Location",
                get("/a/open").with("Closed", "x"),
                refused(403)),
            row("a condition that adds", get("/b").with("Narrow", "x"), forwardedAs("/b")),
            row(
                "a condition that adds, not met",
                get("/b").with("Narrow", "x").from("127.0.0.4"),
                refused(403)),
            row(
                "a condition that adds to a proxy section",
                get("/a").with("Narrow", "x"),
                refused(403))));
  }
}
