package org.proxypass.differential;

import static org.proxypass.differential.Expectation.backendBody;
import static org.proxypass.differential.Expectation.interim;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Expectation.status;
import static org.proxypass.differential.Request.request;
import static org.proxypass.differential.Row.row;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.proxypass.testing.Script;

/** LimitRequestBody, announced and met on the way. httpd does not apply it to a proxied request. */
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

  private static final String REASON =
      "httpd does not apply LimitRequestBody to what it forwards; here it says what it does";

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
            row("one byte more", request("POST", "/b").body(limit + "x"), status(200))
                .differs(REASON, refused(413)),
            row(
                "a chunked body within the limit passes",
                request("POST", "/b").chunks(limit.substring(5000), limit.substring(15_000)),
                status(200),
                backendBody(limit)),
            row(
                    "a chunked body beyond the limit",
                    request("POST", "/b").chunks(limit, limit),
                    status(200))
                .differs(REASON, refused(413)),
            row(
                    "a location has a limit of its own",
                    request("POST", "/b/small").body("01234567890"),
                    status(200))
                .differs(REASON, refused(413)),
            row(
                    "and holds for chunks",
                    request("POST", "/b/small").chunks("0123456", "7890"),
                    status(200))
                .differs(REASON, refused(413)),
            row(
                    "an expectation does not help",
                    request("POST", "/b/small").with("Expect", "100-continue").body("01234567890"),
                    status(200))
                .answeredBy(
                    exchange -> {
                      exchange.write("HTTP/1.1 100 Continue\r\n\r\n");
                      exchange.write(Script.ok(exchange.request().bodyText()));
                    })
                .differs(REASON, refused(413), interim()),
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
