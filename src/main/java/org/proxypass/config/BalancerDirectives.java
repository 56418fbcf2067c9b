package org.proxypass.config;

import static org.proxypass.config.Context.PROXY;
import static org.proxypass.config.Context.SERVER;
import static org.proxypass.config.Context.VIRTUAL_HOST;
import static org.proxypass.config.DirectiveSpec.directive;

import java.util.List;

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
}
