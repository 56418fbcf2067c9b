package org.proxypass.config;

import static org.proxypass.config.Context.PROXY;
import static org.proxypass.config.Context.SERVER;
import static org.proxypass.config.Context.VIRTUAL_HOST;
import static org.proxypass.config.DirectiveSpec.directive;

import java.util.List;
import java.util.Optional;

/** The declarations about balancers and their members. */
final class BalancerDirectives {
  private BalancerDirectives() {}

  static List<DirectiveSpec> all() {
    return List.of(
        directive("BalancerMember")
            .in(SERVER, VIRTUAL_HOST, PROXY)
            .takesAtLeast(1, "[balancer-url] url [key=value …]")
            .summary("Adds a backend to a balancer.")
            .details(
                """
                Inside `<Proxy balancer://name>` the balancer's URL is left out. The path of the
                member's URL stands in front of what follows `balancer://name` in the target of the
                ProxyPass. The [worker parameters](#worker-parameters) and the
                [member parameters](#member-parameters) may follow. A second line with the same URL
                adds no member, and its parameters have no effect. `unix:/path|` may stand in front
                of the URL.""")
            .example(
                """
                <Proxy balancer://mycluster>
                    BalancerMember http://127.0.0.1:8081 route=one
                    BalancerMember http://127.0.0.1:8082 route=two loadfactor=2
                </Proxy>
                ProxyPass /app balancer://mycluster/app""")
            .does(BalancerLines::member),
        directive("ProxySet")
            .in(SERVER, VIRTUAL_HOST, PROXY)
            .takesAtLeast(1, "[url] key=value …")
            .summary("Sets parameters of a balancer, of a member or of another backend.")
            .details(
                """
                Inside `<Proxy balancer://name>` they are [balancer parameters](#balancer-parameters)
                or, with a member's URL in front, those of that member; inside `<Proxy http://…>`
                they are [worker parameters](#worker-parameters) of every ProxyPass whose URL begins
                so and that shares its connections. Outside of sections the URL of the balancer or
                backend stands in front, which a line before must have named. A later value replaces
                an earlier one, also one behind a ProxyPass.""")
            .example(
                """
                <Proxy balancer://mycluster>
                    BalancerMember http://127.0.0.1:8081
                    BalancerMember http://127.0.0.1:8082
                    ProxySet lbmethod=bybusyness maxattempts=1
                    ProxySet http://127.0.0.1:8082 loadfactor=3
                </Proxy>""")
            .does(BalancerLines::set),
        directive("ProxySticky")
            .in(PROXY)
            .takesAtLeast(1, "cookie-name [key=value …]")
            .summary("Lets the balancer itself set the cookie that keeps a client at its member.")
            .details(
                """
                The value of the cookie shows neither the member's address nor its route. The
                parameters are `httponly=On|Off` (On), `secure=On|Off|Auto` (Auto: when the client
                came by https), `samesite=Lax|Strict|None|Off` (Lax), `path=/…` (`/`) and
                `maxage=time` (in s without a unit; without it the cookie lasts as long as the
                browser's session). Backends need no routes then. It excludes `stickysession=` in the
                same balancer. Not known to httpd, where the same takes a Header directive and
                routes.""")
            .example(
                """
                <Proxy balancer://mycluster>
                    BalancerMember http://127.0.0.1:8081
                    BalancerMember http://127.0.0.1:8082
                    ProxySticky LB secure=On maxage=8h
                </Proxy>""")
            .does(BalancerDirectives::sticky),
        directive("BalancerGrowth")
            .in(SERVER, VIRTUAL_HOST)
            .takes(1, "number")
            .byDefault(BalancerSettings.GROWTH)
            .summary("How many members the balancer manager may add to each balancer.")
            .details(
                """
                0 to 100; `growth=` of a balancer counts more. A member that was added counts for as
                long as it is there.""")
            .example("BalancerGrowth 10")
            .does(
                call ->
                    call.set(
                        BalancerSettings.GROWTH,
                        (int) Numbers.parse(call.word(0), BalancerParameters.LARGEST_GROWTH))),
        directive("BalancerPersist")
            .in(SERVER, VIRTUAL_HOST)
            .takes(1, "On|Off")
            .byDefault(HandlerSettings.BALANCER_PERSIST)
            .summary("Whether what the balancer manager changed survives a restart.")
            .details(
                """
                Holds for all balancers of the server, wherever it stands. What differs from the
                configuration is written to a file beside the configuration file, named as it is with
                `.state` behind it; without a configuration file nothing is kept.""")
            .example("BalancerPersist On")
            .does(call -> call.config().setGlobal(HandlerSettings.BALANCER_PERSIST, call.flag(0))),
        directive("BalancerInherit")
            .in(SERVER, VIRTUAL_HOST)
            .takes(1, "On|Off")
            .byDefault(UrlSettings.INHERIT_BALANCERS)
            .summary("Whether a virtual host can forward to the balancers of the main server.")
            .details(
                """
                They are the same balancers then, with the same members, counters and states; httpd
                copies them. A balancer of its own with the same name comes before.""")
            .example("BalancerInherit Off")
            .does(call -> call.set(UrlSettings.INHERIT_BALANCERS, call.flag(0))));
  }

  private static void sticky(Invocation call) throws InvalidDirectiveException {
    String section = call.scope().backend();
    if (section == null || !BalancerNames.isBalancer(section)) {
      throw new InvalidDirectiveException("must stand in a <Proxy balancer://name>");
    }
    call.scope()
        .host()
        .balancers()
        .get(BalancerNames.parse(section))
        .set(
            Settings.EMPTY.with(
                BalancerSettings.STICKY_COOKIE,
                Optional.of(StickyCookieParser.parse(call.words()))));
  }
}
