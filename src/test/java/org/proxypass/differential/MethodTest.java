package org.proxypass.differential;

import static org.proxypass.differential.Expectation.backendBody;
import static org.proxypass.differential.Expectation.backendField;
import static org.proxypass.differential.Expectation.body;
import static org.proxypass.differential.Expectation.clientField;
import static org.proxypass.differential.Expectation.noBackendField;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Expectation.requestLine;
import static org.proxypass.differential.Expectation.status;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Request.raw;
import static org.proxypass.differential.Request.request;
import static org.proxypass.differential.Row.row;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.proxypass.testing.Script;

/** Methods go through as they are; so does the body, with one framing. */
class MethodTest {
  private static final String CONFIGURATION = "ProxyPass /m http://{backend}/m\n";

  @TestFactory
  Stream<DynamicNode> methods() {
    List<Row> rows = new ArrayList<>();
    for (String method :
        List.of(
            "GET",
            "POST",
            "PUT",
            "DELETE",
            "PATCH",
            "OPTIONS",
            "PROPFIND",
            "MKCOL",
            "REPORT",
            "PURGE",
            "QUERY",
            "BREW",
            "M-SEARCH",
            "get",
            "X'Y!#$%&*+.^_`|~9")) {
      rows.add(
          row(
              method + " is forwarded as it is",
              request(method, "/m/x"),
              status(200),
              requestLine(method + " /m/x HTTP/1.1")));
    }
    rows.add(
        row(
                "HEAD is forwarded and keeps the length of what GET would bring",
                request("HEAD", "/m/x"),
                status(200),
                requestLine("HEAD /m/x HTTP/1.1"),
                clientField("Content-Length", "4711"))
            .answered("", "HTTP/1.1 200 OK", "Content-Length: 4711"));
    rows.add(
        row(
                "TRACE is forwarded",
                request("TRACE", "/m/x"),
                status(200),
                requestLine("TRACE /m/x HTTP/1.1"))
            .differs(
                "TRACE is refused, for a backend would echo the client's credentials to a script",
                refused(405)));
    rows.add(row("a method with a bracket", request("GE(T", "/m/x"), refused(400)));
    rows.add(
        row(
            "HTTP/1.0 is forwarded as HTTP/1.1",
            raw("GET /m/x HTTP/1.0\r\nHost: front.test\r\n\r\n"),
            status(200),
            requestLine("GET /m/x HTTP/1.1")));
    return Differential.run(CONFIGURATION, rows);
  }

  @TestFactory
  Stream<DynamicNode> bodies() {
    String small = "0123456789";
    String large = "x".repeat(100_000);
    List<Row> rows = new ArrayList<>();
    for (String method : List.of("POST", "PUT", "PATCH", "DELETE", "GET", "OPTIONS", "PROPFIND")) {
      rows.add(
          row(
              method + " with a length keeps body and length",
              request(method, "/m").body(small),
              status(200),
              backendField("Content-Length", "10"),
              noBackendField("Transfer-Encoding"),
              backendBody(small)));
    }
    for (String method : List.of("GET", "DELETE", "OPTIONS", "HEAD")) {
      rows.add(
          row(
              method + " without body gets no framing",
              request(method, "/m"),
              status(200),
              noBackendField("Content-Length", "Transfer-Encoding")));
    }
    rows.add(
        row(
            "a small chunked body gets its exact length",
            request("POST", "/m").chunks("01234", "56789"),
            status(200),
            backendField("Content-Length", "10"),
            noBackendField("Transfer-Encoding"),
            backendBody(small)));
    rows.add(
        row(
            "an empty chunked body",
            request("POST", "/m").chunks(),
            status(200),
            backendField("Content-Length", "0"),
            noBackendField("Transfer-Encoding"),
            backendBody("")));
    rows.add(
        row(
            "a large chunked body stays chunked",
            request("POST", "/m").chunks(large.substring(0, 60_000), large.substring(60_000)),
            status(200),
            noBackendField("Content-Length"),
            backendField("Transfer-Encoding", "chunked"),
            backendBody(large)));
    rows.add(
        row(
            "a large body with a length keeps the length",
            request("POST", "/m").body(large),
            status(200),
            backendField("Content-Length", "100000"),
            noBackendField("Transfer-Encoding"),
            backendBody(large)));
    rows.add(
        row(
            "Content-Length: 0 stays",
            request("POST", "/m").with("Content-Length", "0"),
            status(200),
            backendField("Content-Length", "0")));
    rows.add(
        row(
            "a length with leading zeros is the number",
            raw("POST /m HTTP/1.1\r\nHost: front.test\r\nContent-Length: 0010\r\n\r\n" + small),
            status(200),
            backendField("Content-Length", "10"),
            backendBody(small)));
    rows.add(
        row(
            "chunk extensions and trailers are not forwarded",
            raw(
                "POST /m HTTP/1.1\r\nHost: front.test\r\nTrailer: X-T\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "5;a=b\r\n01234\r\n0\r\nX-T: 1\r\nContent-Length: 9\r\n\r\n"),
            status(200),
            backendField("Content-Length", "5"),
            noBackendField("Trailer", "X-T"),
            backendBody("01234")));
    for (String length : List.of("-1", "+1", "0x2", "1 2", "99999999999999999999", "", "1, 1")) {
      rows.add(
          row(
              "Content-Length: " + length + " is refused",
              raw("POST /m HTTP/1.1\r\nHost: front.test\r\nContent-Length: " + length + "\r\n\r\n"),
              refused(400)));
    }
    rows.add(
        row(
            "two different lengths are refused",
            raw(
                "POST /m HTTP/1.1\r\nHost: front.test\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc"),
            refused(400)));
    rows.add(
        row(
                "an unknown transfer coding is refused",
                raw("POST /m HTTP/1.1\r\nHost: front.test\r\nTransfer-Encoding: xchunked\r\n\r\n"),
                refused(400))
            .differs(
                "an unknown transfer coding is answered with 501, as RFC 9112 §6.1 asks",
                refused(501)));
    rows.add(
        row(
            "of chunked and a length, chunked counts",
            raw(
                "POST /m HTTP/1.1\r\nHost: front.test\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "5\r\n01234\r\n0\r\n\r\n"),
            status(200),
            backendField("Content-Length", "5"),
            noBackendField("Transfer-Encoding"),
            backendBody("01234")));
    rows.add(
        row(
            "a chunk size that is none",
            raw(
                "POST /m HTTP/1.1\r\nHost: front.test\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n01234\r\n0\r\n\r\n"),
            refused(400)));
    rows.add(
        row(
                "a body comes back from an echo",
                request("POST", "/m").body(large),
                status(200),
                body(large))
            .answeredBy(Script.echo()));
    rows.add(
        row(
                "bytes of every value go up and down",
                request("POST", "/m").body(everyByte()),
                backendBody(everyByte()),
                body(everyByte()))
            .answeredBy(Script.echo()));
    rows.add(row("an unknown expectation", get("/m").with("Expect", "foo"), refused(417)));
    return Differential.run(CONFIGURATION, rows);
  }

  private static String everyByte() {
    StringBuilder bytes = new StringBuilder();
    for (int i = 0; i < 256; i++) {
      bytes.append((char) i);
    }
    return bytes.toString();
  }
}
