package org.proxypass.differential;

import static org.proxypass.differential.Expectation.backendField;
import static org.proxypass.differential.Expectation.body;
import static org.proxypass.differential.Expectation.bodyContains;
import static org.proxypass.differential.Expectation.clientField;
import static org.proxypass.differential.Expectation.forwardedAs;
import static org.proxypass.differential.Expectation.forwardedToOtherAs;
import static org.proxypass.differential.Expectation.noBackendField;
import static org.proxypass.differential.Expectation.noClientField;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Expectation.seenAs;
import static org.proxypass.differential.Expectation.status;
import static org.proxypass.differential.Expectation.targets;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Request.getFrom;
import static org.proxypass.differential.Row.row;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Whole site files as tutorials and manuals show them, in the folder {@code sites}. */
class SiteFilesTest {
  private static final String UPGRADED =
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

  private static String site(String name) {
    try (InputStream file = SiteFilesTest.class.getResourceAsStream("sites/" + name + ".conf")) {
      if (file == null) {
        throw new AssertionError("no site file " + name);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Request handshake(String host, String target) {
    return getFrom(host, target)
        .with("Connection", "keep-alive, Upgrade")
        .with("Upgrade", "websocket")
        .with("Sec-WebSocket-Version", "13")
        .with("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
  }

  @TestFactory
  Stream<DynamicNode> a_reverse_proxy() {
    return Differential.run(
        site("01-reverse-proxy"),
        List.of(
            row(
                "a page",
                getFrom("www.example.com", "/a/b?c=d"),
                forwardedAs("/a/b?c=d"),
                backendField("Host", "www.example.com"),
                backendField("X-Forwarded-Host", "www.example.com")),
            row("the only host is everybody's", get("/"), forwardedAs("/")),
            row(
                    "a redirect",
                    getFrom("example.com", "/old"),
                    status(302),
                    clientField("Location", "http://example.com/new"))
                .answered(
                    "",
                    "HTTP/1.1 302 Found",
                    "Location: http://{backend}/new",
                    "Content-Length: 0")));
  }

  @TestFactory
  Stream<DynamicNode> a_cookie_of_the_balancer() {
    String cookie = "Set-Cookie";
    return Differential.run(
        site("02-routeid-balancer"),
        List.of(
            row(
                "a first visit begins a session",
                get("/test/x"),
                forwardedAs("/x"),
                clientField(cookie, "ROUTEID=.1; path=/")),
            row(
                "which stays",
                get("/test/x").with("Cookie", "a=b; ROUTEID=.2"),
                forwardedToOtherAs("/x"),
                noClientField(cookie)),
            row(
                "a route of yesterday begins anew",
                get("/test/x").with("Cookie", "ROUTEID=.9"),
                status(200),
                clientField("Set-Cookie", "ROUTEID=.1; path=/")),
            row(
                "the path itself",
                get("/test").with("Cookie", "ROUTEID=.2"),
                forwardedToOtherAs("/")),
            row("nothing else", get("/tester"), refused(404)),
            row(
                    "a redirect of a member",
                    get("/test/old").with("Cookie", "ROUTEID=.1"),
                    clientField("Location", "http://front.test/test/new"))
                .answered(
                    "",
                    "HTTP/1.1 302 Found",
                    "Location: http://{backend}/new",
                    "Content-Length: 0")));
  }

  @TestFactory
  Stream<DynamicNode> sessions_of_tomcats() {
    return Differential.run(
        site("03-tomcat-sessions"),
        List.of(
            row(
                "the cookie of one node",
                getFrom("shop.example", "/shop/cart").with("Cookie", "JSESSIONID=4F2A.node1"),
                forwardedAs("/shop/cart"),
                backendField("X-Forwarded-Proto", "https"),
                backendField("Host", "shop.example")),
            row(
                "of the other",
                getFrom("shop.example", "/shop/cart").with("Cookie", "JSESSIONID=4F2A.node2"),
                forwardedToOtherAs("/shop/cart")),
            row(
                "a rewritten URL",
                getFrom("shop.example", "/shop/cart;jsessionid=4F2A.node2;p=1?q"),
                forwardedToOtherAs("/shop/cart;jsessionid=4F2A.node2;p=1?q")),
            row(
                "the root leads to the shop",
                getFrom("shop.example", "/"),
                refused(301),
                clientField("Location", "http://shop.example/shop/")),
            row(
                    "path and domain of a cookie",
                    getFrom("shop.example", "/shop/").with("Cookie", "JSESSIONID=4F2A.node1"),
                    clientField("Set-Cookie", "a=1;Path=/shop;Domain=shop.example"))
                .answered(
                    "",
                    "HTTP/1.1 200 OK",
                    "Set-Cookie: a=1;Path=/internal;Domain=node.internal",
                    "Content-Length: 0")));
  }

  @TestFactory
  Stream<DynamicNode> a_hot_standby() {
    return Differential.run(
        site("04-hot-standby"),
        List.of(
            row("stands in", get("/failover/x"), forwardedToOtherAs("/x")),
            row("and again", get("/failover/y").with("Accept", "*/*"), forwardedToOtherAs("/y")),
            row("waits while the server works", get("/alive/x"), targets("/x", "/x", "/x"))
                .times(3)));
  }

  @TestFactory
  Stream<DynamicNode> health_checks() {
    return Differential.run(
        site("05-health-checks"),
        List.of(
            row("the first set serves", get("/a"), targets("/a", "/a")).times(2),
            row("a redirect", get("/old"), clientField("Location", "http://front.test/new"))
                .answered(
                    "",
                    "HTTP/1.1 302 Found",
                    "Location: http://{backend}/new",
                    "Content-Length: 0")));
  }

  @TestFactory
  Stream<DynamicNode> web_sockets() {
    return Differential.run(
        site("06-websocket"),
        List.of(
            row("a page", getFrom("chat.example", "/chat/x"), forwardedAs("/chat/x")),
            row(
                    "a handshake",
                    handshake("chat.example", "/chat/x"),
                    status(101),
                    seenAs("other", "/chat/x"))
                .answered("", UPGRADED),
            row("a page beside upgrade=", getFrom("upgrade.example", "/x"), forwardedAs("/x")),
            row(
                    "a handshake",
                    handshake("upgrade.example", "/x"),
                    status(101),
                    seenAs("backend", "/x"))
                .answered("", UPGRADED),
            row(
                    "a handshake below a path of its own",
                    handshake("upgrade.example", "/ws/x"),
                    status(101),
                    seenAs("other", "/ws/x"))
                .answered("", UPGRADED)));
  }

  @TestFactory
  Stream<DynamicNode> virtual_hosts() {
    return Differential.run(
        site("07-virtual-hosts"),
        List.of(
            row("an interface", getFrom("one.example", "/api/x"), forwardedAs("/api/x")),
            row("a file", getFrom("www.one.example", "/favicon.ico"), refused(200), body("icon")),
            row(
                "nothing there",
                getFrom("www.one.example", "/none"),
                refused(404),
                body("<p>nothing here</p>")),
            row(
                "a backend that is away",
                getFrom("www.one.example", "/down"),
                refused(503),
                body("<p>back soon</p>")),
            row(
                "a host that moved",
                getFrom("old.example", "/a?b"),
                refused(301),
                clientField("Location", "http://www.one.example/a?b")),
            row(
                "without www",
                getFrom("www.two.example", "/a?b"),
                refused(301),
                clientField("Location", "http://two.example/a?b")),
            row(
                "an old path",
                getFrom("two.example", "/legacy/a?b"),
                forwardedToOtherAs("/new/a?b")),
            row("an image", getFrom("two.example", "/i/a.gif"), forwardedAs("/i/a.gif")),
            row("an exclusion", getFrom("two.example", "/static/a"), refused(404)),
            row("all else", getFrom("two.example", "/b"), forwardedToOtherAs("/b"))));
  }

  @TestFactory
  Stream<DynamicNode> guarded_paths() {
    return Differential.run(
        site("08-guarded-admin"),
        List.of(
            row("a page", get("/x"), forwardedAs("/x")),
            row("the office", get("/admin/x").from("127.0.0.2"), forwardedAs("/admin/x")),
            row("a stranger", get("/admin/x"), refused(403)),
            row("a path that begins alike", get("/administrator"), forwardedAs("/administrator")),
            row("the monitor", get("/metrics").from("127.0.0.3"), forwardedAs("/metrics")),
            row("nobody else", get("/internal/x"), refused(403)),
            row("not blocked", get("/blocked"), forwardedAs("/blocked")),
            row("blocked", get("/blocked").from("127.0.0.4"), refused(403)),
            row("the status", get("/server-status?auto"), refused(200), bodyContains("Uptime: ")),
            row(
                "the status for a stranger",
                get("/server-status").from("127.0.0.9").with("X-Forwarded-For", "127.0.0.1"),
                refused(200)),
            row(
                "the manager",
                get("/balancer-manager"),
                refused(200),
                bodyContains("balancer://app")),
            row(
                "the manager for a stranger",
                get("/balancer-manager").from("127.0.0.2"),
                refused(403))));
  }

  @TestFactory
  Stream<DynamicNode> pages_for_errors() {
    return Differential.run(
        site("09-error-override"),
        List.of(
            row("a page", get("/x"), forwardedAs("/x")),
            row("a 404 of the backend", get("/x"), status(404), body("<p>nothing here</p>"))
                .answered("secret", "HTTP/1.1 404 Not Found", "Content-Length: 6"),
            row("a 500 of the backend", get("/x"), status(500), body("Something broke."))
                .answered("secret", "HTTP/1.1 500 Oops", "Content-Length: 6"),
            row("a 418 of the backend", get("/x"), status(418))
                .answered("short", "HTTP/1.1 418 Teapot", "Content-Length: 5"),
            row("a backend that is away", get("/down/x"), refused(503), body("<p>back soon</p>")),
            row("a 502 of the backend", get("/x"), status(502), body("<p>back soon</p>"))
                .answered("secret", "HTTP/1.1 502 Bad Gateway", "Content-Length: 6")));
  }

  @TestFactory
  Stream<DynamicNode> fields_for_security() {
    return Differential.run(
        site("10-security-headers"),
        List.of(
            row(
                    "fields come and go",
                    get("/x").with("Proxy", "http://evil.test/").with("X-Real-IP", "1.2.3.4"),
                    clientField("X-Frame-Options", "SAMEORIGIN"),
                    clientField("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),
                    clientField("Set-Cookie", "a=b; Path=/;HttpOnly;Secure"),
                    noClientField("X-Powered-By", "Cache-Control"),
                    noBackendField("Proxy"),
                    backendField("X-Real-IP", "127.0.0.1"),
                    seenAs("other", "/x"))
                .answered(
                    "hello",
                    "HTTP/1.1 200 OK",
                    "X-Powered-By: PHP/4",
                    "Set-Cookie: a=b; Path=/",
                    "Content-Length: 5"),
            row(
                "an interface",
                get("/api/a%2Fb?c"),
                forwardedAs("/api/a%2Fb?c"),
                clientField("Cache-Control", "no-store"),
                clientField("Vary", "Accept-Encoding")),
            row(
                "a repository",
                get("/.git/config"),
                refused(403),
                clientField("X-Frame-Options", "SAMEORIGIN")),
            row("a robot", get("/x").with("User-Agent", "BadBot/1"), refused(403)),
            row("an upload", get("/x").body("x".repeat(100_000)), forwardedToOtherAs("/x")),
            row(
                    "compressed",
                    get("/x").with("Accept-Encoding", "gzip"),
                    clientField("Content-Encoding", "gzip"))
                .answered(
                    "hello ".repeat(100),
                    "HTTP/1.1 200 OK",
                    "Content-Type: text/html",
                    "Content-Length: 600")));
  }
}
