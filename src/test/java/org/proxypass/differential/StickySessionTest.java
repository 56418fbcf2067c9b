package org.proxypass.differential;

import static org.proxypass.differential.Expectation.body;
import static org.proxypass.differential.Expectation.clientField;
import static org.proxypass.differential.Expectation.members;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Expectation.targets;
import static org.proxypass.differential.Members.SHOWN;
import static org.proxypass.differential.Members.balancer;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Row.row;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Requests of one session go to one member. */
class StickySessionTest {
  private static final String WHOLE_NAME =
      "Only a parameter or cookie of exactly that name holds a session; httpd finds the name at the"
          + " end of another one, too.";
  private static final String SEGMENT =
      "A path parameter ends with its path segment (RFC 3986 §3.3); httpd reads on.";
  private static final String QUOTES =
      "The quotes of a cookie's value do not belong to it; httpd does not understand them.";
  private static final String NULL = "(null)";

  private static Request cookie(String value) {
    return get("/x").with("Cookie", value);
  }

  private static String three(String parameters) {
    return SHOWN + balancer(parameters, "a route=ra", "b route=rb", "c route=r.c");
  }

  /** A route that nobody has: the request is elected a member, and the client is told. */
  private static Expectation elected() {
    return clientField("X-Changed", "1");
  }

  private static Expectation kept() {
    return clientField("X-Changed", NULL);
  }

  @TestFactory
  Stream<DynamicNode> cookies() {
    return Differential.run(
        three("stickysession=SID"),
        List.of(
            row("no session", get("/x"), elected(), clientField("X-Route", NULL)),
            row("the route behind the dot", cookie("SID=abc.rb"), members("b"), kept()),
            row(
                "its variables",
                cookie("SID=abc.rb"),
                clientField("X-Balancer", "balancer://cluster"),
                clientField("X-Worker", "http://{backend}/b"),
                clientField("X-Worker-Route", "rb"),
                clientField("X-Sticky", "SID"),
                clientField("X-Route", "rb")),
            row("nothing before the dot", cookie("SID=.rb"), members("b"), kept()),
            row("the first of several dots", cookie("SID=abc.r.c"), members("c"), kept()),
            row("no dot, no route", cookie("SID=rb"), elected(), clientField("X-Route", NULL)),
            row("nothing behind the dot", cookie("SID=abc."), elected()),
            row("an unknown route", cookie("SID=abc.rx"), elected(), clientField("X-Route", "rx")),
            row("routes compare with letter case", cookie("SID=abc.RB"), elected()),
            row("so does the name", cookie("sid=abc.rb"), elected()),
            row("behind another cookie", cookie("a=1; SID=abc.rb"), members("b"), kept()),
            row("without a blank", cookie("a=1;SID=abc.rb"), members("b"), kept()),
            row("behind a comma", cookie("a=1,SID=abc.rb"), members("b"), kept()),
            row("before another cookie", cookie("SID=abc.rb; a=1"), members("b"), kept()),
            row("before a comma", cookie("SID=abc.rb,a=1"), members("b"), kept()),
            row("blanks before the equals sign", cookie("SID =abc.rb"), members("b"), kept()),
            row("the first of two", cookie("SID=x.rb; SID=x.ra"), members("b"), kept()),
            row("in a second line", cookie("a=1").with("Cookie", "SID=x.rb"), members("b"), kept()),
            row("the end of another name", cookie("XSID=abc.rb"), elected()),
            row("the beginning of another name", cookie("SIDX=abc.rb"), elected()),
            row("behind a blank in another value", cookie("a=1 SID=abc.rb"), members("b"), kept())
                .differs(WHOLE_NAME, elected()),
            row("a quoted value", cookie("SID=\"abc.rb\""), elected())
                .differs(QUOTES, members("b"), kept()),
            row("a climbing value", cookie("SID=../../x"), elected()),
            row("a parameter of that name", get("/x;SID=abc.rb"), members("b"), kept()),
            row(
                "a parameter comes before the cookie",
                get("/x;SID=abc.ra").with("Cookie", "SID=abc.rb"),
                members("a"),
                kept()),
            row(
                "a parameter without route leaves the cookie out",
                get("/x;SID=abc").with("Cookie", "SID=abc.rb"),
                elected(),
                clientField("X-Route", NULL))));
  }

  @TestFactory
  Stream<DynamicNode> parameters() {
    return Differential.run(
        three("stickysession=SID|sid"),
        List.of(
            row("at the end of the path", get("/x;sid=abc.rb"), members("b"), kept()),
            row("its name is told", get("/x;sid=abc.rb"), clientField("X-Sticky", "sid")),
            row("the member sees it", get("/x;sid=abc.rb"), targets("/b/x;sid=abc.rb")),
            row("before the query", get("/x;sid=abc.rb?q=1"), members("b"), kept()),
            row("in the query", get("/x?sid=abc.rb"), members("b"), kept()),
            row("in the middle of the query", get("/x?q=1&sid=abc.rb&r=2"), members("b"), kept()),
            row("another parameter behind it", get("/x;sid=abc.rb;q=1"), elected()),
            row("the name of the cookie", get("/x;SID=abc.rb"), elected()),
            row("the cookie by the parameter's name", cookie("sid=abc.rb"), elected()),
            row("the cookie by its name", cookie("SID=abc.rb"), members("b"), kept()),
            row("the end of another name", get("/x;xsid=abc.rb"), members("b"), kept())
                .differs(WHOLE_NAME, elected()),
            row("the end of another name in the query", get("/x?xsid=abc.rb"), members("b"), kept())
                .differs(WHOLE_NAME, elected()),
            row("a segment of that name", get("/sid=abc.rb"), members("b"), kept())
                .differs(WHOLE_NAME, elected()),
            row("in the middle of the path", get("/x;sid=abc.rb/y"), elected())
                .differs(SEGMENT, members("b"), kept())));
  }

  @TestFactory
  Stream<DynamicNode> separators() {
    return Stream.of(
            Differential.run(
                three("stickysession=sid scolonpathdelim=On"),
                List.of(
                    row("a semicolon ends it", get("/x;sid=abc.rb;q=1"), members("b"), kept()),
                    row("in the query, too", get("/x?sid=abc.rb;q=1"), members("b"), kept()))),
            Differential.run(
                three("stickysession=sid stickysessionsep=!"),
                List.of(
                    row("another separator", cookie("sid=abc!rb"), members("b"), kept()),
                    row("the dot is none then", cookie("sid=abc.rb"), elected()))),
            Differential.run(
                three("stickysession=sid stickysessionsep=Off"),
                List.of(
                    row("the whole value is the route", cookie("sid=rb"), members("b"), kept()),
                    row("dots and all", cookie("sid=r.c"), members("c"), kept()))))
        .flatMap(rows -> rows);
  }

  @TestFactory
  Stream<DynamicNode> members_that_are_not_usable() {
    return Stream.of(
            Differential.run(
                SHOWN
                    + balancer(
                        "stickysession=sid",
                        "a route=ra",
                        "b route=rb status=+D redirect=rc",
                        "c route=rc status=+N",
                        "d route=rd status=+D",
                        "e route=re status=+D redirect=rf",
                        "f route=rf status=+D redirect=re",
                        "g route=rg status=+H",
                        "h route=rh status=+D redirect=rb"),
                List.of(
                    row(
                        "a drained one keeps its sessions",
                        cookie("sid=x.rc"),
                        members("c"),
                        kept()),
                    row("a standby keeps them, too", cookie("sid=x.rg"), members("g"), kept()),
                    row("a disabled one does not", cookie("sid=x.rd"), members("a"), elected()),
                    row(
                        "a redirect is followed",
                        cookie("sid=x.rb"),
                        members("c"),
                        elected(),
                        clientField("X-Worker-Route", "rc"),
                        clientField("X-Route", "rb")),
                    row("and another one", cookie("sid=x.rh"), members("c"), elected()),
                    row("redirects in a circle end", cookie("sid=x.re"), members("a"), elected()))),
            Differential.run(
                SHOWN
                    + balancer(
                        "stickysession=sid nofailover=On",
                        "a route=ra",
                        "b route=rb status=+D",
                        "!d route=rd",
                        "e"),
                List.of(
                    row(
                        "the route of a member that is not usable",
                        cookie("sid=x.rb"),
                        refused(503)),
                    row("of one that cannot be reached", cookie("sid=x.rd"), refused(503)),
                    row("an unknown route", cookie("sid=x.rx"), elected()),
                    row("a usable one", cookie("sid=x.ra"), members("a"), kept()),
                    row("no session", get("/x"), elected()))),
            Differential.run(
                SHOWN + balancer("stickysession=sid", "!a route=ra", "b route=rb"),
                List.of(
                    row(
                        "a session moves when its member cannot be reached",
                        cookie("sid=x.ra"),
                        members("b"),
                        elected(),
                        clientField("X-Worker-Route", "rb"),
                        clientField("X-Route", "ra")))))
        .flatMap(rows -> rows);
  }

  @TestFactory
  Stream<DynamicNode> shares() {
    return Stream.of(
            Differential.run(
                balancer("stickysession=sid", "a route=ra", "b route=rb", "c route=rc"),
                List.of(
                    row("requests of sessions count", get("/x"), members("bbbac"))
                        .after(
                            cookie("sid=x.rb"),
                            cookie("sid=x.rb"),
                            cookie("sid=x.rb"),
                            get("/x")))),
            Differential.run(
                "Header add Set-Cookie \"ROUTEID=.%{BALANCER_WORKER_ROUTE}e; path=/\""
                    + " env=BALANCER_ROUTE_CHANGED\n"
                    + balancer("stickysession=ROUTEID", "a route=1", "b route=2"),
                List.of(
                    row(
                        "the manual's cookie for backends without sessions",
                        get("/x"),
                        body("backend"),
                        clientField("Set-Cookie", "ROUTEID=.1; path=/")),
                    row(
                        "is not set again",
                        get("/x").with("Cookie", "ROUTEID=.1"),
                        members("a"),
                        clientField("Set-Cookie")))))
        .flatMap(rows -> rows);
  }
}
