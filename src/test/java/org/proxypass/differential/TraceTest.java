package org.proxypass.differential;

import static org.proxypass.differential.Expectation.backendBody;
import static org.proxypass.differential.Expectation.backendField;
import static org.proxypass.differential.Expectation.body;
import static org.proxypass.differential.Expectation.clientField;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Expectation.requestLine;
import static org.proxypass.differential.Expectation.status;
import static org.proxypass.differential.Request.request;
import static org.proxypass.differential.Row.row;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** TRACE as TraceEnable allows it. */
class TraceTest {
  private static final String MAPPING = "ProxyPass /t http://{backend}/t\n";

  @TestFactory
  Stream<DynamicNode> on() {
    return Differential.run(
        MAPPING + "TraceEnable on\n",
        List.of(
            row(
                "TRACE is forwarded",
                request("TRACE", "/t/x?q"),
                status(200),
                requestLine("TRACE /t/x?q HTTP/1.1")),
            row(
                "TRACE is counted down",
                request("TRACE", "/t").with("Max-Forwards", "2"),
                backendField("Max-Forwards", "1")),
            row("a body is forwarded", request("TRACE", "/t").body("abc"), backendBody("abc"))
                .differs("without extended the manual promises a 413", refused(413)),
            row(
                    "a chunked body is forwarded",
                    request("TRACE", "/t").chunks("abc"),
                    backendBody("abc"))
                .differs("without extended the manual promises a 413", refused(413)),
            row(
                "at zero the request comes back from here",
                request("TRACE", "/t?q").with("X-One", "1").with("Max-Forwards", "0"),
                refused(200),
                clientField("Content-Type", "message/http"),
                body(
                    "TRACE /t?q HTTP/1.1\r\nHost: front.test\r\nX-One: 1\r\nMax-Forwards: 0\r\n\r\n")),
            row(
                "what is not mapped comes back from here",
                request("TRACE", "/nowhere"),
                refused(200),
                clientField("Content-Type", "message/http"),
                body("TRACE /nowhere HTTP/1.1\r\nHost: front.test\r\n\r\n")),
            row(
                    "credentials come back",
                    request("TRACE", "/nowhere").with("Cookie", "a=b").with("Authorization", "x"),
                    body(
                        "TRACE /nowhere HTTP/1.1\r\nHost: front.test\r\nCookie: a=b\r\nAuthorization: x\r\n\r\n"))
                .differs(
                    "RFC 9110 §9.3.8 excludes fields that a script must not see",
                    body("TRACE /nowhere HTTP/1.1\r\nHost: front.test\r\n\r\n"))));
  }

  @TestFactory
  Stream<DynamicNode> off() {
    return Differential.run(
        MAPPING + "TraceEnable off\n",
        List.of(
            row("a mapped path is refused", request("TRACE", "/t"), refused(405)),
            row("a local path is refused", request("TRACE", "/nowhere"), refused(405)),
            row(
                "so is one at zero",
                request("TRACE", "/t").with("Max-Forwards", "0"),
                refused(405))));
  }

  @TestFactory
  Stream<DynamicNode> extended() {
    return Differential.run(
        MAPPING + "TraceEnable extended\n",
        List.of(
            row(
                "a body is forwarded",
                request("TRACE", "/t").body("abc"),
                status(200),
                requestLine("TRACE /t HTTP/1.1"),
                backendBody("abc")),
            row(
                "a body comes back from here",
                request("TRACE", "/nowhere").body("abc"),
                refused(200),
                body(
                    "TRACE /nowhere HTTP/1.1\r\nHost: front.test\r\nContent-Length: 3\r\n\r\nabc"))));
  }
}
