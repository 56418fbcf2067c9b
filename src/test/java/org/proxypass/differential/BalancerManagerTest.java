package org.proxypass.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proxypass.differential.Expectation.bodyContains;
import static org.proxypass.differential.Expectation.bodyLacks;
import static org.proxypass.differential.Expectation.clientField;
import static org.proxypass.differential.Expectation.forwardedAs;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Expectation.status;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Request.request;
import static org.proxypass.differential.Row.row;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** The balancer manager as scripts use it: forms, nonce, Referer, XML. */
class BalancerManagerTest {
  private static final String OWN = "http://front.test/manager";
  private static final String CHANGE = "b=set&nonce=secret&xml=1&";

  /** A member that is never connected to. */
  private static final String MEMBER = "http://127.0.0.1:1/";

  private static Request post(String form) {
    return request("POST", "/manager")
        .with("Content-Type", "application/x-www-form-urlencoded")
        .body(form);
  }

  private static Request change(String form) {
    return post(CHANGE + form).with("Referer", OWN);
  }

  private static Request change(String member, String form) {
    return change("w=" + MEMBER + member + "&" + form);
  }

  private static Request xml() {
    return get("/manager?xml=1").with("Referer", OWN);
  }

  /** The XML holds these elements in a row, whatever the space between them. */
  private static Expectation elements(String... namesAndTexts) {
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      expected.append("<httpd:").append(namesAndTexts[i]).append('>').append(namesAndTexts[i + 1]);
      expected.append("</httpd:").append(namesAndTexts[i]).append('>');
    }
    return new Expectation.Said(
        "shows `" + namesAndTexts[0] + "` " + namesAndTexts[1],
        outcome -> {
          status(200).check(outcome);
          assertThat(outcome.response().text().replaceAll(">\\s+<", "><"))
              .contains(expected.toString());
        });
  }

  /** The XML shows this of a member. */
  private static Expectation shows(String member, String element, String text) {
    return new Expectation.Said(
        "shows `" + element + "` as `" + text + "`",
        outcome -> {
          status(200).check(outcome);
          String name = "<httpd:name>" + MEMBER + member + "</httpd:name>";
          String worker = after(outcome.response().text(), name);
          assertThat(after(worker, "<httpd:" + element + ">")).startsWith(text + "</httpd:");
        });
  }

  private static String after(String text, String part) {
    assertThat(text).contains(part);
    return text.substring(text.indexOf(part) + part.length());
  }

  @TestFactory
  Stream<DynamicNode> changes() {
    return Differential.run(
        """
        ProxyPass /set balancer://set
        <Proxy balancer://set>
          BalancerMember http://127.0.0.1:1/a route=a redirect=b
          BalancerMember http://127.0.0.1:1/b loadfactor=3 status=+H retry=5 max=7 ttl=9
          BalancerMember http://127.0.0.1:1/c
          BalancerMember http://127.0.0.1:1/d status=+D lbset=4
          BalancerMember http://127.0.0.1:1/e
          BalancerMember http://127.0.0.1:1/f timeout=8 keepalive=On acquire=250 disablereuse=On
          ProxySet stickysession=SID|sid nonce=secret growth=1 timeout=2 maxattempts=4
        </Proxy>
        ProxyPass /full balancer://full
        <Proxy balancer://full>
          BalancerMember http://127.0.0.1:1/x
          ProxySet nonce=other
        </Proxy>
        ProxyPass /open balancer://open
        <Proxy balancer://open>
          BalancerMember http://127.0.0.1:1/y
          ProxySet nonce=None
        </Proxy>
        <Location /manager>
          SetHandler balancer-manager
        </Location>
        """,
        List.of(
            row("the page", get("/manager"), status(200), bodyContains("balancer://set")),
            row(
                "the page has the link that scripts take the nonce from",
                get("/manager"),
                bodyContains("?b=set&amp;nonce=secret\"")),
            row(
                "and one for each member",
                get("/manager"),
                bodyContains("?b=set&amp;w=http://127.0.0.1:1/a&amp;nonce=secret\"")),
            row("HEAD of the page", request("HEAD", "/manager"), status(200)),
            row("PUT", request("PUT", "/manager"), status(405)),
            row("DELETE", request("DELETE", "/manager"), status(405)),
            row(
                "XML: the settings of a balancer",
                xml(),
                elements(
                    "name", "balancer://set",
                    "nonce", "secret",
                    "stickysession", "SID",
                    "nofailover", "Off",
                    "timeout", "2",
                    "maxattempts", "4",
                    "lbmethod", "byrequests",
                    "scolonpathdelim", "Off")),
            row(
                "XML: a balancer without any",
                xml(),
                elements(
                    "name",
                    "balancer://open",
                    "nonce",
                    "",
                    "timeout",
                    "0",
                    "lbmethod",
                    "byrequests")),
            row(
                "XML: a member",
                xml(),
                elements(
                    "name", "http://127.0.0.1:1/b",
                    "scheme", "http",
                    "hostname", "127.0.0.1",
                    "loadfactor", "3.00",
                    "port", "1",
                    "min", "0",
                    "smax", "7",
                    "max", "7",
                    "ttl", "9",
                    "status", "Init Stby Ok ",
                    "retries", "0",
                    "lbstatus", "0",
                    "loadfactor", "3.00",
                    "transferred", "0",
                    "read", "0",
                    "elected", "0",
                    "route", "",
                    "redirect", "",
                    "busy", "0",
                    "lbset", "0",
                    "retry", "5")),
            row(
                "XML: the times of a member",
                xml(),
                elements(
                    "timeout", "8",
                    "acquire", "250",
                    "keepalive", "On",
                    "status", "Init Ok ")),
            row("XML: no reuse", xml(), elements("lbset", "0", "disablereuse", "On")),
            row("XML: a disabled member", xml(), shows("d", "status", "Init Dis ")),
            row("XML: its type", xml(), status(200), bodyContains("<?xml version='1.0' encoding"))
                .differs(
                    "says that it is UTF-8", clientField("Content-Type", "text/xml;charset=utf-8")),
            row(
                "without a Referer there is the page instead of XML",
                get("/manager?xml=1"),
                status(200),
                bodyLacks("<?xml")),
            row(
                "and so with another host's",
                get("/manager?xml=1").with("Referer", "http://evil.test/"),
                status(200),
                bodyLacks("<?xml")),
            row(
                "the Referer's port does not count",
                get("/manager?xml=1").with("Referer", "http://front.test:9999/x"),
                bodyContains("<?xml")),
            row("a factor", change("a", "w_lf=5"), shows("a", "loadfactor", "5.00")),
            row(
                "a factor with decimals",
                change("a", "w_lf=2.5"),
                shows("a", "loadfactor", "2.50")),
            row(
                "a factor resets what members have to their credit",
                change("a", "w_lf=4"),
                shows("a", "lbstatus", "400")),
            row(
                    "a factor out of range is not taken",
                    change("c", "w_lf=500"),
                    shows("c", "loadfactor", "1.00"))
                .differs("the whole form is refused, and says why", status(400)),
            row(
                    "a factor that is no number is not taken",
                    change("c", "w_lf=abc"),
                    shows("c", "loadfactor", "1.00"))
                .differs("the whole form is refused, and says why", status(400)),
            row(
                    "what is right beside what is wrong",
                    change("c", "w_lf=0&w_status_D=1"),
                    shows("c", "status", "Init Dis "))
                .differs("all or nothing", status(400)),
            row("enabling", change("c", "w_status_D=0"), shows("c", "status", "Init Ok ")),
            row("disabling", change("c", "w_status_D=1"), shows("c", "status", "Init Dis ")),
            row("draining", change("e", "w_status_N=1"), shows("e", "status", "Init Drn Ok ")),
            row("not draining", change("e", "w_status_N=0"), shows("e", "status", "Init Ok ")),
            row("stopping", change("e", "w_status_S=1"), shows("e", "status", "Init Stop ")),
            row(
                "several flags",
                change("e", "w_status_S=0&w_status_I=1&w_status_H=1"),
                shows("e", "status", "Init Ign Stby Ok ")),
            row(
                "a spare",
                change("e", "w_status_H=0&w_status_R=1"),
                shows("e", "status", "Init Ign Spar Ok ")),
            row("a set", change("a", "w_ls=7"), shows("a", "lbset", "7")),
            row("a set out of range", change("a", "w_ls=100"), shows("a", "lbset", "7"))
                .differs("the whole form is refused, and says why", status(400)),
            row("a route", change("a", "w_wr=node1"), shows("a", "route", "node1")),
            row("no route", change("a", "w_wr="), shows("a", "route", "")),
            row("a redirect", change("a", "w_rr=c"), shows("a", "redirect", "c")),
            row("a method", change("b_lbm=bytraffic"), elements("lbmethod", "bytraffic")),
            row("no such method", change("b_lbm=roulette"), elements("lbmethod", "bytraffic"))
                .differs("the whole form is refused, and says why", status(400)),
            row("a time to wait", change("b_tmo=9"), elements("timeout", "9")),
            row("attempts", change("b_max=2"), elements("maxattempts", "2")),
            row("no failover", change("b_sforce=1"), elements("nofailover", "On")),
            row("another session", change("b_ss=ID"), elements("stickysession", "ID")),
            row("no session", change("b_ss=-"), elements("nonce", "secret", "timeout", "9")),
            row(
                    "the wrong nonce changes nothing",
                    post("b=set&nonce=wrong&xml=1&w=" + MEMBER + "f&w_status_D=1")
                        .with("Referer", OWN),
                    shows("f", "status", "Init Ok "))
                .differs("says so", status(403)),
            row(
                    "no nonce changes nothing",
                    post("b=set&xml=1&w=" + MEMBER + "f&w_status_D=1").with("Referer", OWN),
                    shows("f", "status", "Init Ok "))
                .differs("says so", status(403)),
            row(
                "no Referer changes nothing",
                post(CHANGE + "w=" + MEMBER + "f&w_status_D=1"),
                status(200),
                bodyLacks("<?xml")),
            row(
                    "another host's Referer changes nothing",
                    post(CHANGE + "w=" + MEMBER + "f&w_status_D=1")
                        .with("Referer", "http://evil.test/manager"),
                    status(200),
                    bodyLacks("<?xml"))
                .differs("says so", status(403)),
            row(
                "a GET changes nothing",
                get("/manager?" + CHANGE + "w=" + MEMBER + "f&w_status_D=1").with("Referer", OWN),
                shows("f", "status", "Init Ok ")),
            row("nor did any of these", xml(), shows("f", "status", "Init Ok ")),
            row(
                    "nonce=None takes no changes",
                    post("b=open&nonce=&xml=1&w=" + MEMBER + "y&w_status_D=1").with("Referer", OWN),
                    shows("y", "status", "Init Ok "))
                .differs(
                    "a form from a page of this host is enough there",
                    shows("y", "status", "Init Dis ")),
            row(
                    "an unknown balancer",
                    post("b=none&nonce=secret&xml=1&b_tmo=3").with("Referer", OWN),
                    status(200))
                .differs("says so", status(404)),
            row("an unknown member", change("none", "w_status_D=1"), status(200))
                .differs("says so", status(404)),
            row(
                "a new member, disabled at first",
                change("b_nwrkr=" + MEMBER + "new&b_wyes=1"),
                shows("new", "status", "Init Dis ")),
            row(
                "a new member can be enabled",
                change("new", "w_status_D=0&w_wr=n"),
                shows("new", "status", "Init Ok ")),
            row(
                "a new member without a free slot",
                change("b_nwrkr=" + MEMBER + "more&b_wyes=1"),
                status(400)),
            row(
                    "a new member without a slot at all",
                    post("b=full&nonce=other&b_nwrkr=" + MEMBER + "more&b_wyes=1")
                        .with("Referer", OWN),
                    status(400))
                .differs("BalancerGrowth is what it says: there are five slots", status(200)),
            row(
                "a new member must be confirmed",
                post("b=full&nonce=other&xml=1&b_nwrkr=" + MEMBER + "sure").with("Referer", OWN),
                status(200),
                bodyLacks("sure")),
            row(
                "a new member of no scheme we know",
                change("b_nwrkr=gopher://127.0.0.1:1/&b_wyes=1"),
                status(400)),
            row("a new member that is no URL", change("b_nwrkr=nonsense&b_wyes=1"), status(400))));
  }

  @TestFactory
  Stream<DynamicNode> beside_a_mapping() {
    return Differential.run(
        """
        ProxyPass /excluded !
        ProxyPass / http://{backend}/b/
        <Location /covered>
          SetHandler balancer-manager
        </Location>
        <Location /excluded>
          SetHandler balancer-manager
        </Location>
        <Location /closed>
          SetHandler balancer-manager
          Require all denied
        </Location>
        """,
        List.of(
            row("excluded from the mapping", get("/excluded"), refused(200)),
            row("covered by a mapping", get("/covered"), forwardedAs("/b/covered"))
                .differs(
                    "who writes SetHandler means it; httpd needs ProxyPass /covered ! as well",
                    refused(200)),
            row("below the Location", get("/excluded/x"), refused(200)),
            row("guarded", get("/closed"), refused(403)),
            row("beside it", get("/x"), forwardedAs("/b/x"))));
  }
}
