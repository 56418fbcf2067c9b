package org.proxypass.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.proxypass.config.ReverseSpec;
import org.proxypass.exchange.MemberAddresses;
import org.proxypass.http.Ascii;

/** {@code ProxyPassReverse /path balancer://name}: one rule for each of the balancer's members. */
final class BalancerRules {
  private static final int NAME = "balancer://".length();

  private BalancerRules() {}

  /**
   * {@code rules} with those of balancers replaced; the very list when there are none.
   *
   * @param members looked at now, so that members that were added count
   */
  static List<ReverseSpec> resolved(List<ReverseSpec> rules, MemberAddresses members) {
    if (!namesBalancer(rules)) {
      return rules;
    }
    List<ReverseSpec> resolved = new ArrayList<>();
    for (ReverseSpec rule : rules) {
      if (rule.isBalancer()) {
        for (String member : members.of(name(rule.backendPrefix()))) {
          add(resolved, rule, member);
        }
      } else {
        resolved.add(rule);
      }
    }
    return resolved;
  }

  /**
   * {@code rules} for a request to one member: those of its balancer name that member.
   *
   * @param backend its URL
   */
  static List<ReverseSpec> resolvedTo(
      String backend, List<ReverseSpec> rules, MemberAddresses members) {
    return resolved(
        rules, name -> members.of(name).contains(backend) ? List.of(backend) : List.of());
  }

  private static boolean namesBalancer(List<ReverseSpec> rules) {
    for (ReverseSpec rule : rules) {
      if (rule.isBalancer()) {
        return true;
      }
    }
    return false;
  }

  private static String name(String url) {
    int path = url.indexOf('/', NAME);
    return Ascii.lower(path < 0 ? url.substring(NAME) : url.substring(NAME, path));
  }

  private static void add(List<ReverseSpec> rules, ReverseSpec rule, String member) {
    String url = rule.backendPrefix();
    int slash = url.indexOf('/', NAME);
    String path = slash < 0 || slash == url.length() - 1 ? "" : url.substring(slash);
    boolean ends = member.endsWith("/");
    if (path.isEmpty()) {
      if (rule.publicPath().equals("/") && !ends) {
        // As in httpd "/" takes the place of the slash behind the member, too.
        rules.add(new ReverseSpec("/", member + "/"));
      }
      rules.add(new ReverseSpec(rule.publicPath(), member));
    } else {
      String base = ends ? member.substring(0, member.length() - 1) : member;
      rules.add(new ReverseSpec(rule.publicPath(), base + path));
    }
  }
}
