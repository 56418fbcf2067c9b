package org.proxypass.differential;

import static org.proxypass.differential.Expectation.backendBody;
import static org.proxypass.differential.Expectation.backendField;
import static org.proxypass.differential.Expectation.backendList;
import static org.proxypass.differential.Expectation.clientField;
import static org.proxypass.differential.Expectation.forwardedAs;
import static org.proxypass.differential.Expectation.noBackendField;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Expectation.status;
import static org.proxypass.differential.LocationRows.Traffic.plain;
import static org.proxypass.differential.LocationRows.Traffic.sent;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Request.request;
import static org.proxypass.differential.Row.row;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** RequestHeader: actions, its place in the order of things, and early. */
class RequestHeaderTest {
  private static final String PROXY = "ProxyPass / http://{backend}/\nSetEnvIf X-Flag (.+) flag=$1";

  @TestFactory
  Stream<DynamicNode> actions() {
    return new LocationRows(PROXY)
        .claim("set makes a field", "RequestHeader set X a", plain(), backendField("X", "a"))
        .claim(
            "set replaces", "RequestHeader set X a", sent("X: b", "X: c"), backendField("X", "a"))
        .claim("append makes a field", "RequestHeader append X a", plain(), backendField("X", "a"))
        .claim("append joins", "RequestHeader append X a", sent("X: b"), backendField("X", "b, a"))
        .claim(
            "append comes behind all lines",
            "RequestHeader append X a",
            sent("X: b", "X: c"),
            backendList("X", "b", "c", "a"))
        .claim(
            "add makes one more", "RequestHeader add X a", sent("X: b"), backendList("X", "b", "a"))
        .claim("merge joins", "RequestHeader merge X a", sent("X: b"), backendField("X", "b, a"))
        .claim(
            "merge leaves", "RequestHeader merge X b", sent("X: a, b"), backendField("X", "a, b"))
        .claim(
            "merge finds an element on the second line",
            "RequestHeader merge X b",
            sent("X: a", "X: b"),
            backendList("X", "a", "b"))
        .claim("setifempty sets", "RequestHeader setifempty X a", plain(), backendField("X", "a"))
        .claim(
            "setifempty leaves",
            "RequestHeader setifempty X a",
            sent("X: b"),
            backendField("X", "b"))
        .claim("unset removes", "RequestHeader unset X", sent("X: a", "x: b"), noBackendField("X"))
        .claim(
            "edit", "RequestHeader edit X b+ [$0]", sent("X: abbcb"), backendField("X", "a[bb]cb"))
        .claim(
            "edit*",
            "RequestHeader edit* X b+ [$0]",
            sent("X: abbcb"),
            backendField("X", "a[bb]c[b]"))
        .claim(
            "edit takes equal lines for one",
            "RequestHeader edit X b <$0>",
            sent("X: b", "X: b"),
            backendList("X", "<b>", "b"))
        .claim(
            "a variable", "SetEnv V w\nRequestHeader set X %{V}e", plain(), backendField("X", "w"))
        .claim(
            "a variable that is not set",
            "RequestHeader set X %{V}e",
            plain(),
            backendField("X", "(null)"))
        .claim(
            "a TLS variable without TLS",
            "RequestHeader set X %{SSL_CLIENT_S_DN}s",
            plain(),
            backendField("X", "(null)"))
        .claim(
            "an expression",
            "RequestHeader set X-Forwarded-Proto expr=%{REQUEST_SCHEME}",
            plain(),
            backendField("X-Forwarded-Proto", "http"))
        .claim(
            "a user nobody signed on is empty",
            "RequestHeader set X-Remote-User expr=%{REMOTE_USER}",
            sent("X-Remote-User: admin"),
            backendField("X-Remote-User", ""))
        .claim("env=", "RequestHeader set X a env=flag", sent("X-Flag: 1"), backendField("X", "a"))
        .claim("env=!", "RequestHeader set X a env=!flag", sent("X-Flag: 1"), noBackendField("X"))
        .claim(
            "expr=",
            "RequestHeader unset X \"expr=%{req:X} =~ /^b/\"",
            sent("X: b"),
            noBackendField("X"))
        .claim(
            "expr= sees what rules before did",
            "RequestHeader set X a\nRequestHeader set Y b \"expr=%{req:X} == 'a'\"",
            sent("X: c"),
            backendField("Y", "b"))
        .claim(
            "a rule of Header sees what RequestHeader did",
            "RequestHeader set X a\nHeader set Y expr=%{req:X}",
            plain(),
            clientField("Y", "a"))
        .claim(
            "echo shows what RequestHeader did",
            "RequestHeader set X a\nHeader echo ^X$",
            plain(),
            clientField("X", "a"))
        .run();
  }

  @TestFactory
  Stream<DynamicNode> order() {
    return new LocationRows(PROXY)
        .claim(
            "X-Forwarded-For set here is appended to",
            "RequestHeader set X-Forwarded-For 192.0.2.1",
            sent("X-Forwarded-For: 192.0.2.2"),
            backendField("X-Forwarded-For", "192.0.2.1, 127.0.0.1"))
        .claim(
            "X-Forwarded-For removed here is only ours",
            "RequestHeader unset X-Forwarded-For",
            sent("X-Forwarded-For: 192.0.2.2"),
            backendField("X-Forwarded-For", "127.0.0.1"))
        .claim(
            "Host set here does not reach the backend",
            "RequestHeader set Host other.test",
            plain(),
            backendField("Host", "{backend}"),
            backendField("X-Forwarded-Host", "other.test"))
        .claim(
            "Host set here reaches the backend with ProxyPreserveHost",
            "ProxyPreserveHost On\nRequestHeader set Host other.test",
            plain(),
            backendField("Host", "other.test"),
            backendField("X-Forwarded-Host", "other.test"))
        .claim(
            "a field that Connection names is removed though a rule set it",
            "RequestHeader set X a",
            sent("Connection: X"),
            noBackendField("X"))
        .claim(
            "Connection set here names fields to remove",
            "RequestHeader set Connection X",
            sent("X: a"),
            noBackendField("X"))
        .claim(
            "Connection removed here saves the fields it named",
            "RequestHeader unset Connection",
            sent("Connection: X", "X: a"),
            backendField("X", "a"))
        .claim(
            "Accept-Encoding can be removed",
            "RequestHeader unset Accept-Encoding",
            sent("Accept-Encoding: gzip"),
            noBackendField("Accept-Encoding"))
        .claim(
            "Upgrade can be removed",
            "RequestHeader unset Upgrade",
            sent("Connection: Upgrade", "Upgrade: websocket"),
            noBackendField("Upgrade"))
        .run();
  }

  @TestFactory
  Stream<DynamicNode> scopes() {
    return Differential.run(
        """
        RequestHeader set A outer early
        RequestHeader unset B early
        RequestHeader set C one
        RequestHeader append D one
        RequestHeader set V early-value early
        SetEnvIf V (.*) V=$1
        SetEnvIf X-In (.*) in=$1
        <Location /app>
          RequestHeader append C two
          RequestHeader append D two
        </Location>
        <Location /app/x>
          RequestHeader append C three
          RequestHeader set V-Seen %{V}e
        </Location>
        <Location /unsafe>
          RequestHeader set X "expr=%{unescape:%{req:X-In}}"
        </Location>
        <Location /closed>
          Require all denied
        </Location>
        ProxyPass / http://{backend}/
        """,
        List.of(
            row(
                "early and late rules",
                get("/").with("B", "1"),
                forwardedAs("/"),
                backendField("A", "outer"),
                noBackendField("B"),
                backendField("C", "one")),
            row(
                "outer rules run before inner ones",
                get("/app/x").with("D", "zero"),
                backendField("C", "one, two, three"),
                backendField("D", "zero, one, two")),
            row(
                "SetEnvIf sees what early rules did",
                get("/app/x").with("V", "mine"),
                backendField("V-Seen", "early-value")),
            row(
                "a body goes along",
                request("POST", "/app").body("abc"),
                backendField("C", "one, two"),
                backendField("Content-Length", "3"),
                backendBody("abc")),
            row("a denied request", get("/closed"), refused(403)),
            row(
                    "a line break from the client never makes another field",
                    get("/unsafe").with("X-In", "a%0D%0AInjected: yes"),
                    status(200),
                    backendField("Injected", "yes"))
                .differs(
                    "a value with a line break is refused; httpd lets a client inject fields",
                    refused(400)),
            row(
                    "nor does a lone line feed",
                    get("/unsafe").with("X-In", "a%0AInjected: yes"),
                    status(200))
                .differs("a value with a line break is refused", refused(400)),
            row(
                "a value without one passes",
                get("/unsafe").with("X-In", "a%20b"),
                backendField("X", "a b"))));
  }
}
