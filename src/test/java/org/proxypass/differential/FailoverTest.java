package org.proxypass.differential;

import static org.proxypass.differential.Expectation.backendBody;
import static org.proxypass.differential.Expectation.body;
import static org.proxypass.differential.Expectation.clientField;
import static org.proxypass.differential.Expectation.members;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Expectation.status;
import static org.proxypass.differential.Expectation.statuses;
import static org.proxypass.differential.Members.SHOWN;
import static org.proxypass.differential.Members.balancer;
import static org.proxypass.differential.Members.only;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Request.request;
import static org.proxypass.differential.Row.row;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.proxypass.testing.Script;

/** What becomes of a request, and of the member, when a member fails. */
class FailoverTest {
  private static final Request ANY = get("/x");
  private static final String SERVICE_UNAVAILABLE =
      "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 4\r\nRetry-After: 7\r\n\r\nbusy";

  private static Stream<DynamicNode> alone(String configuration, Row... rows) {
    return Differential.run(SHOWN + configuration, List.of(rows));
  }

  @TestFactory
  Stream<DynamicNode> a_member_that_cannot_be_reached() {
    return Stream.of(
            alone(
                balancer("", "!a", "b"),
                row("another one is tried, then it is left alone", ANY, members("bbbb")).times(4)),
            alone(
                balancer("", "!a", "b"),
                row(
                    "the variables are those of the one that answered",
                    ANY,
                    clientField("X-Worker", "http://{backend}/b"))),
            alone(
                balancer("", "!a", "b"),
                row(
                    "a POST with its body",
                    request("POST", "/x").body("x".repeat(4096)),
                    members("b"),
                    backendBody("x".repeat(4096)))),
            alone(
                balancer("", "!a", "b"),
                row(
                    "a POST with a chunked body",
                    request("POST", "/x").chunks("abc", "def"),
                    members("b"),
                    backendBody("abcdef"))),
            alone(
                balancer("", "!a", "b"),
                row(
                    "a POST with a body that is not read in advance",
                    request("POST", "/x").body("y".repeat(100_000)),
                    members("b"),
                    backendBody("y".repeat(100_000)))),
            alone(balancer("", "!a", "!b", "c"), row("two of three", ANY, members("cc")).times(2)),
            alone(
                balancer("maxattempts=0", "!a", "b"),
                row("no further attempts", ANY, statuses(503, 200)).times(2)),
            alone(
                balancer("maxattempts=1", "!a", "!b", "c"),
                row("one further attempt", ANY, statuses(503, 200)).times(2)),
            alone(balancer("", "!a"), row("a single one", ANY, refused(503))),
            alone(
                balancer("", "!a retry=0", "b status=+H"),
                row("retry=0 keeps electing it before a standby", ANY, refused(503))),
            alone(
                balancer("", "!a", "b status=+H"),
                row("a standby comes in", ANY, members("bb")).times(2)),
            alone(
                balancer("", "!a", "b", "c status=+R"),
                row("a spare comes in", ANY, members("bcbc")).times(4)),
            alone(
                balancer("", "!a", "b lbset=1"),
                row("the next set comes in", ANY, members("bb")).times(2)),
            alone(
                balancer("", "!a status=+I", "b"),
                row("one whose errors are ignored ends the attempts", ANY, statuses(503, 200, 503))
                    .times(3)))
        .flatMap(rows -> rows);
  }

  @TestFactory
  Stream<DynamicNode> recovery() {
    return Stream.of(
            alone(
                balancer("", "!a", "!b"),
                row("all in error: all are tried again", ANY, statuses(503, 503)).times(2)),
            alone(
                balancer("failonstatus=500", "a"),
                row("forced recovery of the only one", ANY, members("aaa"))
                    .times(3)
                    .answered("", "HTTP/1.1 500 Broken", "Content-Length: 0")),
            alone(
                balancer("failonstatus=500 forcerecovery=Off", "a"),
                row("without it the retry time is kept", ANY, members("a"), statuses(500, 503, 503))
                    .times(3)
                    .answered("", "HTTP/1.1 500 Broken", "Content-Length: 0")),
            alone(
                balancer("failonstatus=500 forcerecovery=Off", "a retry=0"),
                row("a retry time of zero", ANY, members("aaa"))
                    .times(3)
                    .answered("", "HTTP/1.1 500 Broken", "Content-Length: 0")),
            alone(
                balancer("failonstatus=500", "a", "b status=+D"),
                row("one switched off is not in error", ANY, members("a"), statuses(500, 503))
                    .times(2)
                    .answered("", "HTTP/1.1 500 Broken", "Content-Length: 0")),
            alone(
                balancer("", "a status=+E", "b"),
                row("an error from the start is over at once", ANY, members("aba")).times(3)),
            alone(
                balancer("", "a status=+SE"),
                row("one stopped in error is not recovered", ANY, refused(503))))
        .flatMap(rows -> rows);
  }

  @TestFactory
  Stream<DynamicNode> responses() {
    return Stream.of(
            alone(
                balancer("", "a", "b"),
                row(
                        "a 503 of a member is an answer",
                        ANY,
                        members("a"),
                        status(503),
                        body("busy"),
                        clientField("Retry-After", "7"))
                    .answeredBy(only("a", Script.bytes(SERVICE_UNAVAILABLE)))),
            alone(
                balancer("", "a", "b"),
                row("and does not put it in error", ANY, members("abab"))
                    .times(4)
                    .answeredBy(only("a", Script.bytes(SERVICE_UNAVAILABLE)))),
            alone(
                balancer("failonstatus=503,404", "a", "b"),
                row(
                        "failonstatus delivers the answer, and puts the member in error",
                        ANY,
                        members("abbb"),
                        statuses(503, 200, 200, 200))
                    .times(4)
                    .answeredBy(only("a", Script.bytes(SERVICE_UNAVAILABLE)))),
            alone(
                balancer("failonstatus=404", "a", "b"),
                row("another status does not", ANY, members("abab"))
                    .times(4)
                    .answeredBy(only("a", Script.bytes(SERVICE_UNAVAILABLE)))),
            alone(
                balancer("failonstatus=503", "a status=+I", "b"),
                row("nor where errors are ignored", ANY, members("abab"))
                    .times(4)
                    .answeredBy(only("a", Script.bytes(SERVICE_UNAVAILABLE)))))
        .flatMap(rows -> rows);
  }

  @TestFactory
  Stream<DynamicNode> a_member_that_breaks_off() {
    return Stream.of(
            alone(
                balancer("", "a", "b"),
                row("no answer to a GET is 502, and no other try", ANY, members("a"), status(502))
                    .answeredBy(only("a", Script.bytesThenClose("")))),
            alone(
                balancer("", "a", "b"),
                row("nor to a POST", request("POST", "/x").body("abc"), members("a"), status(502))
                    .answeredBy(only("a", Script.bytesThenReset("")))),
            alone(
                balancer("", "a", "b"),
                row("it is not put in error", ANY, members("abab"), statuses(502, 200, 502, 200))
                    .times(4)
                    .answeredBy(only("a", Script.bytesThenClose("")))),
            alone(
                balancer("failonstatus=502", "a", "b"),
                row("but by failonstatus=502", ANY, members("abbb"), statuses(502, 200, 200, 200))
                    .times(4)
                    .answeredBy(only("a", Script.bytesThenClose("")))),
            alone(
                balancer("", "a", "b"),
                row("a corrupt answer", ANY, members("aba"), statuses(502, 200, 502))
                    .times(3)
                    .answeredBy(
                        only("a", Script.bytesThenClose("HTTP/1.1 200 OK\r\nnonsense\r\n\r\n")))),
            alone(
                balancer("", "a timeout=1", "b"),
                row("one that keeps silent", ANY, members("aba"), statuses(502, 200, 502))
                    .times(3)
                    .answeredBy(only("a", Script.silence()))),
            alone(
                balancer("failontimeout=On", "a timeout=1", "b"),
                row("failontimeout", ANY, members("abb"), statuses(502, 200, 200))
                    .times(3)
                    .answeredBy(only("a", Script.silence()))),
            alone(
                balancer("failontimeout=On", "a", "b"),
                row("is not about broken answers", ANY, members("aba"), statuses(502, 200, 502))
                    .times(3)
                    .answeredBy(only("a", Script.bytesThenClose("")))))
        .flatMap(rows -> rows);
  }

  @TestFactory
  Stream<DynamicNode> names_that_do_not_resolve() {
    return alone(
        "<Proxy balancer://cluster>\nBalancerMember http://nobody.invalid/a\n"
            + "BalancerMember http://{backend}/b\n</Proxy>\nProxyPass / balancer://cluster/\n",
        row("500 at once, then it is in error", ANY, members("bb"), statuses(500, 200, 200))
            .times(3));
  }
}
