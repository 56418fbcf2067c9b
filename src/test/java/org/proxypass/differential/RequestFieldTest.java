package org.proxypass.differential;

import static org.proxypass.differential.Expectation.backendField;
import static org.proxypass.differential.Expectation.backendList;
import static org.proxypass.differential.Expectation.forwardedAs;
import static org.proxypass.differential.Expectation.noBackendField;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Request.getFrom;
import static org.proxypass.differential.Request.raw;
import static org.proxypass.differential.Row.row;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Which request fields reach the backend, and which are added. */
class RequestFieldTest {

  @TestFactory
  Stream<DynamicNode> hop_by_hop() {
    List<Row> rows = new ArrayList<>();
    for (String name : List.of("Keep-Alive", "TE", "Trailer", "Proxy-Connection", "Upgrade")) {
      rows.add(
          row(
              name + " is not forwarded, named in Connection or not",
              get("/h").with(name, "trailers"),
              forwardedAs("/h"),
              noBackendField(name)));
    }
    rows.add(
        row(
            "fields named in Connection are not forwarded",
            get("/h")
                .with("Connection", "X-One, x-two")
                .with("X-One", "1")
                .with("X-Two", "2")
                .with("X-Three", "3"),
            forwardedAs("/h"),
            noBackendField("X-One", "X-Two"),
            backendField("X-Three", "3")));
    rows.add(
        row(
            "every Connection line counts",
            get("/h")
                .with("Connection", "X-One")
                .with("Connection", " close ,X-Two")
                .with("X-One", "1")
                .with("X-Two", "2"),
            forwardedAs("/h"),
            noBackendField("X-One", "X-Two")));
    rows.add(
        row(
            "empty elements of Connection are nothing",
            get("/h").with("Connection", ",, X-One,").with("X-One", "1"),
            forwardedAs("/h"),
            noBackendField("X-One")));
    rows.add(
        row(
            "every line of a field named in Connection goes",
            get("/h").with("Connection", "X-One").with("X-One", "1").with("X-One", "2"),
            forwardedAs("/h"),
            noBackendField("X-One")));
    rows.add(
        row(
            "Connection cannot take away X-Forwarded-For",
            get("/h").with("Connection", "X-Forwarded-For, X-Forwarded-Host, X-Forwarded-Server"),
            forwardedAs("/h"),
            backendField("X-Forwarded-For", "127.0.0.1"),
            backendField("X-Forwarded-Host", "front.test"),
            backendField("X-Forwarded-Server", "front.test")));
    rows.add(
        row(
            "the client's own X-Forwarded-For goes when Connection names it",
            get("/h").with("Connection", "X-Forwarded-For").with("X-Forwarded-For", "192.0.2.1"),
            forwardedAs("/h"),
            backendField("X-Forwarded-For", "127.0.0.1")));
    rows.add(
        row(
            "Connection cannot take away the backend's Host",
            get("/h").with("Connection", "Host"),
            forwardedAs("/h"),
            backendField("Host", "{backend}")));
    rows.add(
        row(
            "Connection cannot take away the length",
            Request.request("POST", "/h").with("Connection", "Content-Length").body("abc"),
            forwardedAs("/h"),
            backendField("Content-Length", "3"),
            Expectation.backendBody("abc")));
    rows.add(
        row(
            "close is between client and proxy",
            get("/h").with("Connection", "close"),
            forwardedAs("/h"),
            backendField("Connection", "Keep-Alive")));
    rows.add(
        row(
            "Upgrade is not forwarded unless allowed",
            get("/h").with("Connection", "Upgrade").with("Upgrade", "websocket"),
            forwardedAs("/h"),
            noBackendField("Upgrade"),
            backendField("Connection", "Keep-Alive")));
    rows.add(
        row(
            "Upgrade: h2c is not forwarded",
            get("/h")
                .with("Connection", "Upgrade, HTTP2-Settings")
                .with("Upgrade", "h2c")
                .with("HTTP2-Settings", "AAMAAABkAAQCAAAAAAIAAAAA"),
            forwardedAs("/h"),
            noBackendField("Upgrade", "HTTP2-Settings")));
    rows.add(
        row(
            "Proxy-Authorization is forwarded, since nobody here used it",
            get("/h").with("Proxy-Authorization", "Basic YTpi"),
            forwardedAs("/h"),
            backendField("Proxy-Authorization", "Basic YTpi")));
    return Differential.run("ProxyPass /h http://{backend}/h\n", rows);
  }

  @TestFactory
  Stream<DynamicNode> end_to_end() {
    List<Row> rows = new ArrayList<>();
    String[][] untouched = {
      {"Cookie", "a=b; c=\"d e\"; path=/x"},
      {"Authorization", "Basic YTpi"},
      {"Accept-Encoding", "gzip, deflate, br;q=0.5"},
      {"Accept-Encoding", "identity"},
      {"Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"},
      {"Accept-Language", "de, en;q=0.5"},
      {"User-Agent", "Probe/1.0 (a; b)"},
      {"Referer", "http://front.test/x?y"},
      {"Origin", "http://else.test"},
      {"If-None-Match", "W/\"a\", \"b\""},
      {"If-Modified-Since", "Sat, 29 Oct 1994 19:43:31 GMT"},
      {"If-Match", "*"},
      {"Cache-Control", "no-cache, max-age=0"},
      {"Pragma", "no-cache"},
      {"Content-Type", "text/plain; charset=\"utf-8\""},
      {"Date", "Sat, 29 Oct 1994 19:43:31 GMT"},
      {"Via", "1.0 fred"},
      {"Forwarded", "for=192.0.2.60;proto=http;by=203.0.113.43"},
      {"X-Forwarded-Proto", "https"},
      {"X-Real-IP", "192.0.2.1"},
      {"Upgrade-Insecure-Requests", "1"},
      {"X-HTTP-Method-Override", "DELETE"},
      {"X-Odd", "!#$%&'*+-.^_`|~ ()<>@,;:\\\"/[]?={}"},
      {"X-Latin", "caf\u00e9"},
      {"X-Utf", "\u00c3\u00a9"},
      {"X-Tab", "a\tb"},
      {"X-Inner", "a  b"},
      {"X-Long", "y".repeat(4000)},
    };
    for (String[] field : untouched) {
      String shown = field[1].length() > 60 ? field[1].substring(0, 9) + "…" : field[1];
      rows.add(
          row(
              field[0] + ": " + shown + " is forwarded as it is",
              get("/e").with(field[0], field[1]),
              forwardedAs("/e"),
              backendField(field[0], field[1])));
    }
    rows.add(
        row(
            "Range is forwarded as it is",
            get("/e").with("Range", "bytes=0-99"),
            backendField("Range", "bytes=0-99")));
    rows.add(
        row(
            "nothing is invented",
            get("/e"),
            forwardedAs("/e"),
            noBackendField(
                "User-Agent",
                "Accept",
                "Accept-Encoding",
                "Via",
                "Date",
                "Cookie",
                "TE",
                "Upgrade",
                "Expect",
                "X-Forwarded-Proto",
                "X-Forwarded-Port",
                "X-Forwarded-Prefix",
                "Forwarded",
                "Max-Forwards")));
    rows.add(
        row(
            "an empty field stays",
            get("/e").with("X-Empty", ""),
            forwardedAs("/e"),
            backendField("X-Empty", "")));
    rows.add(
        row(
            "blanks around a value go",
            raw("GET /e HTTP/1.1\r\nHost: front.test\r\nX-Blank: \t v \t\r\n\r\n"),
            forwardedAs("/e"),
            backendField("X-Blank", "v")));
    rows.add(
        row(
            "a value without blank in front",
            raw("GET /e HTTP/1.1\r\nHost: front.test\r\nX-Tight:v\r\n\r\n"),
            forwardedAs("/e"),
            backendField("X-Tight", "v")));
    rows.add(
        row(
            "lines of one name are one list, in order",
            get("/e")
                .with("X-Many", "1")
                .with("X-Else", "e")
                .with("X-Many", "2")
                .with("x-many", "3"),
            forwardedAs("/e"),
            backendList("X-Many", "1", "2", "3"),
            backendField("X-Else", "e")));
    rows.add(
        row(
            "a blank before the colon",
            raw("GET /e HTTP/1.1\r\nHost: front.test\r\nX-A : v\r\n\r\n"),
            refused(400)));
    rows.add(
        row(
            "a line without colon",
            raw("GET /e HTTP/1.1\r\nHost: front.test\r\nX-A v\r\n\r\n"),
            refused(400)));
    rows.add(
        row(
            "an empty name",
            raw("GET /e HTTP/1.1\r\nHost: front.test\r\n: v\r\n\r\n"),
            refused(400)));
    rows.add(
        row(
            "a bracket in a name",
            raw("GET /e HTTP/1.1\r\nHost: front.test\r\nX(A: v\r\n\r\n"),
            refused(400)));
    rows.add(
        row(
            "NUL in a value",
            raw("GET /e HTTP/1.1\r\nHost: front.test\r\nX-A: a\u0000b\r\n\r\n"),
            refused(400)));
    rows.add(
        row(
            "a control character in a value",
            raw("GET /e HTTP/1.1\r\nHost: front.test\r\nX-A: a\u0001b\r\n\r\n"),
            refused(400)));
    rows.add(
        row(
            "a bare CR in a value",
            raw("GET /e HTTP/1.1\r\nHost: front.test\r\nX-A: a\rb\r\n\r\n"),
            refused(400)));
    return Differential.run("ProxyPass /e http://{backend}/e\n", rows);
  }

  @TestFactory
  Stream<DynamicNode> forwarding_fields() {
    return Differential.run(
        """
        ProxyPass /on http://{backend}/on
        ProxyPass /off http://{backend}/off
        <Location /off>
          ProxyAddHeaders Off
        </Location>
        """,
        List.of(
            row(
                "the three fields are added",
                get("/on"),
                backendField("X-Forwarded-For", "127.0.0.1"),
                backendField("X-Forwarded-Host", "front.test"),
                backendField("X-Forwarded-Server", "front.test")),
            row(
                "X-Forwarded-For is appended to",
                get("/on").with("X-Forwarded-For", "192.0.2.1"),
                backendField("X-Forwarded-For", "192.0.2.1, 127.0.0.1")),
            row(
                "X-Forwarded-For of two lines becomes one list",
                get("/on")
                    .with("X-Forwarded-For", "192.0.2.1")
                    .with("X-Forwarded-For", "192.0.2.2"),
                backendField("X-Forwarded-For", "192.0.2.1, 192.0.2.2, 127.0.0.1")),
            row(
                "X-Forwarded-Host is appended to",
                get("/on").with("X-Forwarded-Host", "first.test"),
                backendField("X-Forwarded-Host", "first.test, front.test")),
            row(
                "X-Forwarded-Server is appended to",
                get("/on").with("x-forwarded-server", "first.test"),
                backendField("X-Forwarded-Server", "first.test, front.test")),
            row(
                "X-Forwarded-Host has the port the client wrote",
                getFrom("front.test:{port}", "/on"),
                backendField("X-Forwarded-Host", "front.test:{port}"),
                backendField("X-Forwarded-Server", "front.test")),
            row(
                "X-Forwarded-Host is what the client wrote, not the server's name",
                getFrom("Other.Test", "/on"),
                backendField("X-Forwarded-Host", "Other.Test"),
                backendField("X-Forwarded-Server", "front.test")),
            row(
                "junk in X-Forwarded-For is passed on in front",
                get("/on").with("X-Forwarded-For", "unknown, _x, <s>"),
                backendField("X-Forwarded-For", "unknown, _x, <s>, 127.0.0.1")),
            row(
                "with ProxyAddHeaders Off nothing is added",
                get("/off"),
                forwardedAs("/off"),
                noBackendField("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Server")),
            row(
                "with ProxyAddHeaders Off the client's are kept",
                get("/off").with("X-Forwarded-For", "192.0.2.1"),
                backendField("X-Forwarded-For", "192.0.2.1"),
                noBackendField("X-Forwarded-Host"))));
  }

  @TestFactory
  Stream<DynamicNode> host() {
    return Differential.run(
        """
        ProxyPass /off http://{backend}/x
        ProxyPass /on http://{backend}/x
        ProxyPass /named http://localhost:{backendport}/x
        <Location /on>
          ProxyPreserveHost On
        </Location>
        """,
        List.of(
            row("Host is the backend's authority", get("/off"), backendField("Host", "{backend}")),
            row(
                "Host is the backend's authority, whatever the client says",
                getFrom("x.test:99", "/off"),
                backendField("Host", "{backend}")),
            row(
                "Host is the name written in the rule",
                get("/named"),
                backendField("Host", "localhost:{backendport}")),
            row(
                "with ProxyPreserveHost Host is the client's",
                get("/on"),
                backendField("Host", "front.test")),
            row(
                "with ProxyPreserveHost Host keeps port",
                getFrom("front.test:{port}", "/on"),
                backendField("Host", "front.test:{port}")),
            row(
                "with ProxyPreserveHost Host keeps its case",
                getFrom("Front.Test:80", "/on"),
                backendField("Host", "Front.Test:80")),
            row(
                "with ProxyPreserveHost any name is kept",
                getFrom("x.test", "/on"),
                backendField("Host", "x.test"),
                backendField("X-Forwarded-Host", "x.test")),
            row(
                "with ProxyPreserveHost and no Host the server's name serves",
                raw("GET /on HTTP/1.0\r\n\r\n"),
                backendField("Host", "front.test"),
                backendField("X-Forwarded-Host")),
            row(
                "an IPv6 literal is kept",
                getFrom("[::1]:8080", "/on"),
                backendField("Host", "[::1]:8080"))));
  }
}
