package org.proxypass.differential;

import static org.proxypass.differential.Expectation.members;
import static org.proxypass.differential.Expectation.statuses;
import static org.proxypass.differential.Expectation.targets;
import static org.proxypass.differential.Members.balancer;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Row.row;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Who gets the next request. All members are one backend under different paths, so that the order
 * shows.
 */
class BalancerTest {
  private static final String ONE_SLASH =
      "One slash stands between the path of a member and what follows; httpd writes both.";

  /** Waited for to the end of its connection, so that the next one finds nothing in flight. */
  private static final Request ANY = get("/x").with("Connection", "close");

  private static Stream<DynamicNode> sequence(String name, String members, String configuration) {
    return Differential.run(
        configuration, List.of(row(name, ANY, members(members)).times(members.length())));
  }

  @TestFactory
  Stream<DynamicNode> shares_of_requests() {
    return Stream.of(
            sequence("two of the same weight alternate", "abababab", balancer("", "a", "b")),
            sequence(
                "three of the same weight take turns", "abcabcabc", balancer("", "a", "b", "c")),
            sequence(
                "twice the weight is every second and third",
                "babbabbab",
                balancer("", "a loadfactor=1", "b loadfactor=2")),
            sequence(
                "three times the weight",
                "aabaaabaaaba",
                balancer("", "a loadfactor=3", "b loadfactor=1")),
            sequence(
                "seventy to thirty",
                "abaaabaabaabaaabaaba",
                balancer("", "a loadfactor=70", "b loadfactor=30")),
            sequence(
                "one of four with twice the weight",
                "dabcddabcd",
                balancer("", "a", "b", "c", "d loadfactor=2")),
            sequence(
                "the smooth sequence of five, one and one",
                "aabacaaaabacaa",
                balancer("", "a loadfactor=5", "b", "c")),
            sequence(
                "weights with decimals",
                "babbabbab",
                balancer("", "a loadfactor=1.25", "b loadfactor=2.5")),
            sequence(
                "one that is disabled gets nothing",
                "acdacd",
                balancer("", "a", "b status=+D", "c", "d")),
            sequence("one that is stopped gets nothing", "bbb", balancer("", "a status=+S", "b")),
            sequence(
                "one that is drained gets nothing new", "bbb", balancer("", "a status=+N", "b")),
            sequence("a single member gets everything", "aaa", balancer("", "a")))
        .flatMap(rows -> rows);
  }

  @TestFactory
  Stream<DynamicNode> other_methods() {
    return Stream.of(
            sequence(
                "nothing in flight: busyness is shares of requests",
                "babbab",
                balancer("lbmethod=bybusyness", "a", "b loadfactor=2")),
            sequence(
                "traffic: the one with fewer bytes, the first of equals",
                "abab",
                balancer("lbmethod=bytraffic", "a", "b")),
            sequence(
                "traffic by weight",
                "abbabbabb",
                balancer("lbmethod=bytraffic", "a", "b loadfactor=2")))
        .flatMap(rows -> rows);
  }

  @TestFactory
  Stream<DynamicNode> sets_spares_and_standbys() {
    return Stream.of(
            sequence(
                "the lowest set is used alone",
                "ababab",
                balancer("", "a lbset=1", "b lbset=1", "c lbset=2")),
            sequence(
                "the next set comes when nobody of the lower one is usable",
                "cdcd",
                balancer("", "a lbset=0 status=+D", "b status=+S", "c lbset=3", "d lbset=3")),
            sequence(
                "a standby waits while somebody is usable",
                "aaa",
                balancer("", "a", "b status=+H")),
            sequence(
                "a standby serves when nobody is",
                "bbb",
                balancer("", "a status=+D", "b status=+H")),
            sequence(
                "all standbys serve together",
                "bcbc",
                balancer("", "a status=+D", "b status=+H", "c status=+H")),
            sequence(
                "a spare waits while all are usable",
                "abab",
                balancer("", "a", "b", "c status=+R")),
            sequence(
                "a spare stands in for one that is switched off",
                "acac",
                balancer("", "a", "b status=+D", "c status=+R")),
            sequence(
                "a spare stands in for one that is drained",
                "acac",
                balancer("", "a", "b status=+N", "c status=+R")),
            sequence(
                "one spare for each that is missing",
                "acac",
                balancer("", "a", "b status=+D", "c status=+R", "d status=+R")),
            sequence(
                "two spares for two",
                "acdacd",
                balancer("", "a", "b status=+D", "e status=+S", "c status=+R", "d status=+R")),
            sequence(
                "a spare comes before a standby",
                "ccc",
                balancer("", "a status=+D", "b status=+H", "c status=+R")),
            sequence(
                "a spare of another set does not stand in",
                "aaa",
                balancer("", "a", "b status=+D", "c status=+R lbset=1")),
            sequence(
                "a spare alone in its set has nobody to stand in for",
                "bbb",
                balancer("", "a status=+R", "b lbset=1")),
            sequence(
                "a standby of the lower set comes before the next set",
                "bbb",
                balancer("", "a status=+D", "b status=+H", "c lbset=1")),
            sequence(
                "a drained spare gets nothing",
                "aaa",
                balancer("", "a", "b status=+D", "c status=+RN")))
        .flatMap(rows -> rows);
  }

  @TestFactory
  Stream<DynamicNode> nobody() {
    return Stream.of(
            Differential.run(
                "ProxyPass /none balancer://none/\n"
                    + "<Proxy balancer://off>\nBalancerMember http://{backend}/a status=+D\n"
                    + "BalancerMember http://{backend}/b status=+N\n</Proxy>\n"
                    + "ProxyPass /off balancer://off/\n",
                List.of(
                    row("a balancer without members is 503", get("/none/x"), statuses(503)),
                    row("all switched off is 503", get("/off/x"), statuses(503)))))
        .flatMap(rows -> rows);
  }

  @TestFactory
  Stream<DynamicNode> member_urls() {
    return Differential.run(
        "<Proxy balancer://paths>\nBalancerMember http://{backend}/ctx\n</Proxy>\n"
            + "<Proxy balancer://slash>\nBalancerMember http://{backend}/ctx/\n</Proxy>\n"
            + "<Proxy balancer://bare>\nBalancerMember http://{backend}\n</Proxy>\n"
            + "<Proxy balancer://root>\nBalancerMember http://{backend}/\n</Proxy>\n"
            + "ProxyPass /paths/ balancer://paths/\n"
            + "ProxyPass /below/ balancer://paths/below/\n"
            + "ProxyPass /noslash balancer://paths\n"
            + "ProxyPass /slash/ balancer://slash/\n"
            + "ProxyPass /bare/ balancer://bare/\n"
            + "ProxyPass /root/ balancer://root/\n"
            + "ProxyPass /UPPER/ balancer://PATHS/Up/\n",
        List.of(
            row("the member's path comes first", get("/paths/x?q=1"), targets("/ctx/x?q=1")),
            row("the balancer's path comes behind it", get("/below/x"), targets("/ctx/below/x")),
            row("a target without a path", get("/noslash/x"), targets("/ctx/x")),
            row("a member's path that ends in a slash", get("/slash/x"), targets("/ctx//x"))
                .differs(ONE_SLASH, targets("/ctx/x")),
            row("a member without a path", get("/bare/x"), targets("/x")),
            row("a member with nothing but a slash", get("/root/x"), targets("//x"))
                .differs(ONE_SLASH, targets("/x")),
            row(
                "encoded as it would be without a balancer",
                get("/bare/a%20b%2Cc"),
                targets("/a%20b,c")),
            row("names compare without letter case", get("/UPPER/x"), targets("/ctx/Up/x"))));
  }
}
