package org.proxypass.differential;

import static org.proxypass.differential.Expectation.backendBody;
import static org.proxypass.differential.Expectation.interim;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Expectation.status;
import static org.proxypass.differential.Request.raw;
import static org.proxypass.differential.Request.request;
import static org.proxypass.differential.Row.row;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** LimitRequestBody, announced and met on the way. */
class BodyLimitTest {
  private static final String CONFIGURATION =
      """
      LimitRequestBody 20000
      ProxyPass /b http://{backend}/b
      <Location /b/small>
        LimitRequestBody 10
      </Location>
      <Location /b/any>
        LimitRequestBody 0
      </Location>
      """;

  @TestFactory
  Stream<DynamicNode> limits() {
    String limit = "x".repeat(20_000);
    return Differential.run(
        CONFIGURATION,
        List.of(
            row(
                "a body of exactly the limit passes",
                request("POST", "/b").body(limit),
                status(200),
                backendBody(limit)),
            row("one byte more is refused", request("POST", "/b").body(limit + "x"), refused(413)),
            row(
                "the announcement is enough",
                raw("POST /b HTTP/1.1\r\nHost: front.test\r\nContent-Length: 99999999\r\n\r\n"),
                refused(413)),
            row(
                "who waits for a 100 gets none",
                raw(
                    "POST /b HTTP/1.1\r\nHost: front.test\r\nExpect: 100-continue\r\n"
                        + "Content-Length: 99999999\r\n\r\n"),
                refused(413),
                interim()),
            row(
                "a chunked body within the limit passes",
                request("POST", "/b").chunks(limit.substring(5000), limit.substring(15_000)),
                status(200),
                backendBody(limit)),
            row(
                "a chunked body beyond the limit is refused in the middle",
                request("POST", "/b").chunks(limit, limit),
                refused(413)),
            row(
                "a location has a limit of its own",
                request("POST", "/b/small").body("01234567890"),
                refused(413)),
            row(
                "and holds for chunks",
                request("POST", "/b/small").chunks("0123456", "7890"),
                refused(413)),
            row(
                "ten bytes are allowed there",
                request("POST", "/b/small").body("0123456789"),
                status(200),
                backendBody("0123456789")),
            row(
                "zero is no limit",
                request("POST", "/b/any").body(limit + limit),
                status(200),
                backendBody(limit + limit))));
  }
}
