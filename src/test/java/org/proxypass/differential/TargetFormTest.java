package org.proxypass.differential;

import static org.proxypass.differential.Expectation.backendField;
import static org.proxypass.differential.Expectation.forwardedAs;
import static org.proxypass.differential.Expectation.noBackendField;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Request.raw;
import static org.proxypass.differential.Row.row;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Dot segments, slash runs, and request targets that are not plain paths. */
class TargetFormTest {
  private static final String PARAMETERS =
      "a dot segment with a path parameter is refused, for backends that cut parameters would climb"
          + " out of the target's path; httpd forwards it";
  private static final String BACKSLASH =
      "a raw backslash in a path is refused by the servlet container; httpd escapes it";
  private static final String FOREIGN =
      "an absolute target that names another host than the Host field is refused by the servlet"
          + " container; httpd believes the target";

  @TestFactory
  Stream<DynamicNode> dot_segments() {
    return Differential.run(
        """
        ProxyPass /d http://{backend}/base
        """,
        List.of(
            row("a single dot segment goes away", get("/d/./x"), forwardedAs("/base/x")),
            row("a double dot segment climbs", get("/d/a/../b"), forwardedAs("/base/b")),
            row("encoded double dots climb", get("/d/a/%2e%2e/b"), forwardedAs("/base/b")),
            row(
                "encoded double dots in capitals climb",
                get("/d/a/%2E%2E/b"),
                forwardedAs("/base/b")),
            row(
                "half encoded double dots climb: second",
                get("/d/a/.%2e/b"),
                forwardedAs("/base/b")),
            row(
                "half encoded double dots climb: first",
                get("/d/a/%2e./b"),
                forwardedAs("/base/b")),
            row("an encoded single dot goes away", get("/d/%2e/x"), forwardedAs("/base/x")),
            row("dots at the end climb", get("/d/a/.."), forwardedAs("/base/")),
            row("a dot at the end goes away", get("/d/a/."), forwardedAs("/base/a/")),
            row("dots before the query climb", get("/d/a/..?q=../x"), forwardedAs("/base/?q=../x")),
            row("three dots are a name", get("/d/.../x"), forwardedAs("/base/.../x")),
            row(
                "dots with letters are a name",
                get("/d/..a/b../x"),
                forwardedAs("/base/..a/b../x")),
            row(
                "a hidden file is a name",
                get("/d/.well-known/x"),
                forwardedAs("/base/.well-known/x")),
            row("two climbs", get("/d/a/b/../../c"), forwardedAs("/base/c")),
            row("climbing out of the prefix is not mapped", get("/d/../x"), refused(404)),
            row("climbing out and in again is mapped", get("/d/../d/x"), forwardedAs("/base/x")),
            row("climbing into the prefix is mapped", get("/y/../d/x"), forwardedAs("/base/x")),
            row("climbing above the root", get("/../d/x"), refused(400)),
            row("climbing above the root in the middle", get("/d/../../d/x"), refused(400)),
            row("climbing above the root, encoded", get("/%2e%2e/d/x"), refused(400)),
            row("only dots", get("/.."), refused(400)),
            row(
                "doubly encoded dots are data",
                get("/d/%252e%252e/x"),
                forwardedAs("/base/%252e%252e/x")),
            row("dots and an encoded slash", get("/d/a/..%2fb"), refused(404)),
            row("a run of slashes is one slash", get("/d//a///b"), forwardedAs("/base/a/b")),
            row("a run of slashes at the end is one slash", get("/d/a//"), forwardedAs("/base/a/")),
            row("dots after a run of slashes", get("/d/a//../b"), forwardedAs("/base/b")),
            row("a run of slashes in the query stays", get("/d/a?//b"), forwardedAs("/base/a?//b")),
            row("dots with a path parameter", get("/d/a/..;/b"), forwardedAs("/base/a/..;/b"))
                .differs(PARAMETERS, refused(400)),
            row(
                    "dots with a path parameter that has a value",
                    get("/d/a/..;x=y/b"),
                    forwardedAs("/base/a/..;x=y/b"))
                .differs(PARAMETERS, refused(400)),
            row("a dot with a path parameter", get("/d/a/.;/b"), forwardedAs("/base/a/.;/b"))
                .differs(PARAMETERS, refused(400)),
            row(
                    "encoded dots with a path parameter",
                    get("/d/a/%2e%2e;/b"),
                    forwardedAs("/base/a/..;/b"))
                .differs(PARAMETERS, refused(400)),
            row("dots with an encoded semicolon", get("/d/a/..%3b/b"), forwardedAs("/base/a/..;/b"))
                .differs(PARAMETERS, refused(400)),
            row(
                "path parameters of names stay",
                get("/d/a;v=1/b;w"),
                forwardedAs("/base/a;v=1/b;w")),
            row(
                "a session id stays",
                get("/d/a;jsessionid=1A.node1?q"),
                forwardedAs("/base/a;jsessionid=1A.node1?q")),
            row("a raw backslash", get("/d/a\\b"), forwardedAs("/base/a%5Cb"))
                .differs(BACKSLASH, refused(400)),
            row("raw backslashes and dots", get("/d/a\\..\\b"), forwardedAs("/base/a%5C..%5Cb"))
                .differs(BACKSLASH, refused(400)),
            row(
                "an encoded backslash and dots",
                get("/d/a/..%5cb"),
                forwardedAs("/base/a/..%5Cb"))));
  }

  @TestFactory
  Stream<DynamicNode> raw_characters() {
    return Differential.run(
        """
        ProxyPass /d http://{backend}/base
        """,
        List.of(
            row("a raw pipe is encoded", get("/d/a|b"), forwardedAs("/base/a%7Cb")),
            row("raw braces are encoded", get("/d/{a}"), forwardedAs("/base/%7Ba%7D")),
            row("raw brackets are encoded", get("/d/a[0]"), forwardedAs("/base/a%5B0%5D")),
            row("a raw caret is encoded", get("/d/a^b"), forwardedAs("/base/a%5Eb")),
            row("a raw back-tick is encoded", get("/d/a`b"), forwardedAs("/base/a%60b")),
            row("a raw quote is encoded", get("/d/a\"b"), forwardedAs("/base/a%22b")),
            row("raw angle brackets are encoded", get("/d/<a>"), forwardedAs("/base/%3Ca%3E")),
            row("raw UTF-8 is encoded", get("/d/\u00c3\u00a9"), forwardedAs("/base/%C3%A9"))
                .differs(
                    "raw bytes beyond ASCII in a target are refused by the servlet container; httpd takes them,"
                        + " though RFC 3986 §2 wants them escaped",
                    refused(400))));
  }

  @TestFactory
  Stream<DynamicNode> absolute_form() {
    return Differential.run(
        """
        ProxyPass / http://{backend}/base/
        """,
        List.of(
            row(
                "an absolute target of the same host",
                raw("GET http://front.test/x?q HTTP/1.1\r\nHost: front.test\r\n\r\n"),
                forwardedAs("/base/x?q"),
                backendField("Host", "{backend}"),
                backendField("X-Forwarded-Host", "front.test")),
            row(
                "an absolute target with the port of Host",
                raw("GET http://front.test:{port}/x HTTP/1.1\r\nHost: front.test:{port}\r\n\r\n"),
                forwardedAs("/base/x")),
            row(
                "an absolute target without path",
                raw("GET http://front.test HTTP/1.1\r\nHost: front.test\r\n\r\n"),
                forwardedAs("/base/")),
            row(
                "an absolute target without path, with query",
                raw("GET http://front.test?q HTTP/1.1\r\nHost: front.test\r\n\r\n"),
                forwardedAs("/base/?q")),
            row(
                "the scheme in capitals",
                raw("GET HTTP://front.test/x HTTP/1.1\r\nHost: front.test\r\n\r\n"),
                forwardedAs("/base/x")),
            row(
                    "an absolute target of another host",
                    raw("GET http://{other}/x HTTP/1.1\r\nHost: front.test\r\n\r\n"),
                    forwardedAs("/base/x"),
                    backendField("X-Forwarded-Host", "{other}"))
                .differs(FOREIGN, refused(400)),
            row(
                    "an absolute target of a foreign name",
                    raw("GET http://evil.test/x HTTP/1.1\r\nHost: front.test\r\n\r\n"),
                    forwardedAs("/base/x"),
                    backendField("X-Forwarded-Host", "evil.test"))
                .differs(FOREIGN, refused(400)),
            row(
                "another scheme",
                raw("GET ftp://front.test/x HTTP/1.1\r\nHost: front.test\r\n\r\n"),
                refused(400)),
            row(
                    "a scheme without authority",
                    raw("GET http:///x HTTP/1.1\r\nHost: front.test\r\n\r\n"),
                    forwardedAs("/base/x"))
                .differs(FOREIGN, refused(400)),
            row(
                "the unix scheme",
                raw("GET unix:/tmp/s|http://front.test/x HTTP/1.1\r\nHost: front.test\r\n\r\n"),
                refused(400)),
            row(
                    "a user name in the target",
                    raw("GET http://u:p@front.test/x HTTP/1.1\r\nHost: front.test\r\n\r\n"),
                    refused(400))
                .differs(
                    "a user name in an absolute target is dropped by the servlet container; httpd refuses the"
                        + " request",
                    forwardedAs("/base/x"),
                    noBackendField("Authorization"),
                    backendField("Host", "{backend}")),
            row(
                "an asterisk with OPTIONS is answered here",
                raw("OPTIONS * HTTP/1.1\r\nHost: front.test\r\n\r\n"),
                refused(200)),
            row(
                "an asterisk with another method",
                raw("GET * HTTP/1.1\r\nHost: front.test\r\n\r\n"),
                refused(400)),
            row(
                "a target without slash",
                raw("GET x HTTP/1.1\r\nHost: front.test\r\n\r\n"),
                refused(400)),
            row(
                    "CONNECT opens no tunnel",
                    raw("CONNECT {other} HTTP/1.1\r\nHost: {other}\r\n\r\n"),
                    forwardedAs("/base/"))
                .differs(
                    "CONNECT is answered with 501; httpd forwards it as a method like any other",
                    refused(501)),
            row("no Host with HTTP/1.1", raw("GET /x HTTP/1.1\r\n\r\n"), refused(400)),
            row(
                "two Hosts",
                raw("GET /x HTTP/1.1\r\nHost: front.test\r\nHost: front.test\r\n\r\n"),
                refused(400)),
            row(
                "no Host with HTTP/1.0",
                raw("GET /x HTTP/1.0\r\n\r\n"),
                forwardedAs("/base/x"),
                backendField("Host", "{backend}"),
                backendField("X-Forwarded-Host")),
            row("a Host with a slash", raw("GET /x HTTP/1.1\r\nHost: a/b\r\n\r\n"), refused(400)),
            row(
                "a Host with a user name",
                raw("GET /x HTTP/1.1\r\nHost: u@front.test\r\n\r\n"),
                refused(400)),
            row(
                "a protocol in small letters",
                raw("GET /x http/1.1\r\nHost: front.test\r\n\r\n"),
                refused(400)),
            row(
                    "an unknown major version",
                    raw("GET /x HTTP/3.0\r\nHost: front.test\r\n\r\n"),
                    forwardedAs("/base/x"))
                .differs(
                    "an unknown major version is answered with 505 (RFC 9110 §15.6.6); httpd serves it as"
                        + " HTTP/1.1",
                    refused(505))));
  }
}
