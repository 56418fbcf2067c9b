package org.proxypass.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proxypass.differential.Expectation.status;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Row.row;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.proxypass.testing.BackendExchange;
import org.proxypass.testing.RecordedRequest;
import org.proxypass.testing.Script;

/**
 * Health checks: what they send, and what they do to a member. A request to {@code /ask} is
 * answered when enough checks were seen; as they never overlap, the last but one is judged by then.
 */
class HealthCheckTest {
  private static final String ASK = "ProxyPass /ask http://{other}/ask\n";
  private static final String ONE_SLASH =
      "One slash stands between the path of a member and `hcuri`; httpd writes two.";

  /** Answers check number n, counted from 1, with {@code answers}, after {@code count} of them. */
  private static Row.Answer checked(String lineBegin, int count, IntFunction<String> answers) {
    return expand -> {
      AtomicInteger seen = new AtomicInteger();
      CountDownLatch enough = new CountDownLatch(count);
      return exchange -> {
        RecordedRequest request = exchange.request();
        String line = request.requestLine();
        if (line.contains(" /ask")) {
          await(enough);
          exchange.write(Script.ok("asked"));
        } else if (line.replace("//", "/").startsWith(lineBegin)) {
          answer(exchange, answers.apply(seen.incrementAndGet()));
          enough.countDown();
        } else {
          exchange.write(Script.ok(request.backend()));
        }
      };
    };
  }

  private static void answer(BackendExchange exchange, String text) throws java.io.IOException {
    if (text.isEmpty()) {
      exchange.close();
    } else {
      exchange.write(text);
    }
  }

  private static void await(CountDownLatch enough) throws InterruptedException {
    assertThat(enough.await(15, TimeUnit.SECONDS)).as("checks seen").isTrue();
  }

  private static String answer(int status) {
    return "HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\n\r\n";
  }

  /** A check was exactly this request line and the Host field. */
  private static Expectation checks(String line) {
    return new Expectation.Said(
        "checks with `" + line + "`",
        outcome ->
            assertThat(outcome.requests().stream().map(RecordedRequest::headText))
                .contains(outcome.expand().apply(line + "\r\nHost: {backend}\r\n\r\n")));
  }

  private static Expectation noCheckOf(String path) {
    return outcome ->
        assertThat(outcome.requests().stream().map(RecordedRequest::target))
            .noneMatch(target -> target.startsWith(path));
  }

  private static Row sent(String name, String lineBegin, String ofHttpd) {
    return row(name, get("/ask"), status(200), checks(ofHttpd))
        .answering(checked(lineBegin, 1, n -> answer(200)));
  }

  /** After three checks that get {@code answer}, a request gets {@code status}. */
  private static Row effect(String name, String answer, int status) {
    return row(name, get("/one/x"), status(status))
        .after(get("/ask"))
        .answering(checked("GET /m/up", 3, n -> answer));
  }

  @TestFactory
  Stream<DynamicNode> what_is_sent() {
    return Differential.run(
        ASK
            + """
            ProxyHCTemplate bundle hcmethod=HEAD hcinterval=100ms hcuri=/bundled
            <Proxy balancer://all>
              BalancerMember http://{backend}/a hcmethod=GET hcinterval=100ms hcuri=/up?deep=1
              BalancerMember http://{backend}/b hcmethod=GET11 hcinterval=100ms hcuri=/up
              BalancerMember http://{backend}/c hcmethod=HEAD hcinterval=100ms hcuri=/up
              BalancerMember http://{backend}/d hcmethod=HEAD11 hcinterval=100ms
              BalancerMember http://{backend}/e hcmethod=OPTIONS hcinterval=100ms hcuri=/up
              BalancerMember http://{backend}/f hcmethod=OPTIONS11 hcinterval=100ms
              BalancerMember http://{backend}/g/ hcmethod=GET hcinterval=100ms hcuri=up
              BalancerMember http://{backend}/h hctemplate=bundle
              BalancerMember http://{backend}/i hcmethod=GET hcinterval=100ms status=+D
              BalancerMember http://{backend}/j hcmethod=GET hcinterval=100ms status=+S
            </Proxy>
            ProxyPass /all balancer://all
            """,
        List.of(
            sent("GET by HTTP/1.0", "GET /a", "GET /a//up?deep=1 HTTP/1.0")
                .differs(ONE_SLASH, checks("GET /a/up?deep=1 HTTP/1.0")),
            sent("GET by HTTP/1.1", "GET /b", "GET /b//up HTTP/1.1")
                .differs(ONE_SLASH, checks("GET /b/up HTTP/1.1")),
            sent("HEAD by HTTP/1.0", "HEAD /c", "HEAD /c//up HTTP/1.0")
                .differs(ONE_SLASH, checks("HEAD /c/up HTTP/1.0")),
            sent(
                "HEAD by HTTP/1.1, without hcuri the member's path alone",
                "HEAD /d",
                "HEAD /d HTTP/1.1"),
            sent("OPTIONS by HTTP/1.0 has no path", "OPTIONS * HTTP/1.0", "OPTIONS * HTTP/1.0"),
            sent("OPTIONS by HTTP/1.1", "OPTIONS * HTTP/1.1", "OPTIONS * HTTP/1.1"),
            sent("slashes at both or neither end", "GET /g", "GET /g//up HTTP/1.0")
                .differs(ONE_SLASH, checks("GET /g/up HTTP/1.0")),
            sent("a template", "HEAD /h", "HEAD /h//bundled HTTP/1.0")
                .differs(ONE_SLASH, checks("HEAD /h/bundled HTTP/1.0")),
            sent("a disabled member is checked", "GET /i", "GET /i HTTP/1.0"),
            row("a stopped one is not", get("/ask"), status(200), noCheckOf("/j"))
                .answering(checked("GET /a", 3, n -> answer(200)))));
  }

  @TestFactory
  Stream<DynamicNode> what_counts_as_good() {
    List<Row> rows = new ArrayList<>();
    for (int bad : new int[] {500, 404, 401, 503}) {
      rows.add(effect(bad + " takes it out", answer(bad), 503));
      rows.add(effect("200 brings it back from " + bad, answer(200), 200));
    }
    rows.add(effect("no answer takes it out", "", 503));
    for (int good : new int[] {204, 302, 399}) {
      rows.add(effect(good + " is good", answer(good), 200));
    }
    rows.add(effect("another protocol takes it out", "220 mail.test ESMTP\r\n\r\n", 503));
    return Differential.run(ASK + balancer("hcuri=/up"), rows);
  }

  private static String balancer(String parameters) {
    return """
        <Proxy balancer://one>
          BalancerMember http://{backend}/m hcmethod=GET hcinterval=100ms %s
        </Proxy>
        ProxyPass /one balancer://one
        """
        .formatted(parameters);
  }

  @TestFactory
  Stream<DynamicNode> conditions() {
    String names =
        """
        ProxyHCExpr body {hc('body') =~ /fine/}
        ProxyHCExpr field {%{resp:X-State} == 'up'}
        ProxyHCExpr status {%{REQUEST_STATUS} =~ /^[45]/}
        """;
    return Stream.of(
            Differential.run(
                ASK + names + balancer("hcuri=/up hcexpr=body"),
                List.of(
                    effect("a body without the word", Script.ok("all is lost"), 503),
                    effect("a body with the word", Script.ok("all is fine"), 200))),
            Differential.run(
                ASK + names + balancer("hcuri=/up hcexpr=field"),
                List.of(
                    effect("a response without the field", answer(200), 503),
                    effect(
                        "a response with the field, whatever its status",
                        "HTTP/1.1 500 X\r\nX-State: up\r\nContent-Length: 0\r\n\r\n",
                        200))),
            Differential.run(
                ASK + names + balancer("hcuri=/up hcexpr=status"),
                List.of(
                    effect("a status that is not wanted", answer(200), 503),
                    effect("a status that is wanted", answer(404), 200))))
        .flatMap(rows -> rows);
  }

  @TestFactory
  Stream<DynamicNode> how_often() {
    return Stream.of(
            Differential.run(
                ASK + balancer("hcuri=/up hcfails=3"),
                List.of(
                    row("two failures of three", get("/one/x"), status(200))
                        .after(get("/ask"))
                        .answering(checked("GET /m/up", 4, n -> answer(n <= 2 ? 500 : 200))),
                    effect("failure upon failure", answer(500), 503).after(get("/ask")))),
            Differential.run(
                ASK + balancer("hcuri=/up hcfails=3 hcpasses=100"),
                List.of(
                    row("every second check fails, hcfails=3", get("/one/x"), status(503))
                        .after(get("/ask"))
                        .answering(checked("GET /m/up", 9, n -> answer(n % 2 == 1 ? 500 : 200)))
                        .differs(
                            "`hcfails` and `hcpasses` count results in a row, as httpd's manual"
                                + " says; httpd adds them up.",
                            status(200)))),
            Differential.run(
                ASK + balancer("hcuri=/up hcpasses=50 status=+C"),
                List.of(effect("three successes of fifty", answer(200), 503))))
        .flatMap(rows -> rows);
  }

  @TestFactory
  Stream<DynamicNode> what_is_brought_back() {
    return Stream.of(
            Differential.run(
                ASK + balancer("hcuri=/up status=+C"),
                List.of(effect("a member that failed its checks", answer(200), 200))),
            Differential.run(
                ASK + balancer("hcuri=/up status=+E retry=600"),
                List.of(effect("a member in error", answer(200), 200))),
            Differential.run(
                ASK + balancer("hcuri=/up status=+D"),
                List.of(effect("not a disabled one", answer(200), 503))),
            Differential.run(
                ASK
                    + balancer("hcuri=/up")
                    + """
                    <Proxy balancer://tcp>
                      BalancerMember http://{backend}/t hcmethod=TCP hcinterval=100ms status=+C
                    </Proxy>
                    ProxyPass /tcp balancer://tcp
                    """,
                List.of(
                    row("TCP: whoever accepts connections", get("/tcp/x"), status(200))
                        .after(get("/ask"))
                        .answering(checked("GET /m/up", 6, n -> answer(200))))))
        .flatMap(rows -> rows);
  }
}
