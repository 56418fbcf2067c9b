package org.proxypass.admin;

import java.time.Duration;
import java.util.List;
import org.proxypass.balancer.Balancer;
import org.proxypass.balancer.BalancerTraits;
import org.proxypass.balancer.Member;
import org.proxypass.balancer.MemberState;
import org.proxypass.config.BalancerSettings;
import org.proxypass.config.MemberFlag;

/** One balancer on the manager's page. */
final class BalancerCard {
  private static final String HEAD =
      "<table class=\"stack\"><thead><tr><th scope=\"col\">Member</th><th scope=\"col\">State</th>"
          + "<th scope=\"col\" class=\"number\">Share</th>"
          + "<th scope=\"col\" class=\"number\">Elected</th>"
          + "<th scope=\"col\" class=\"number\">Busy</th>"
          + "<th scope=\"col\" class=\"number\">To</th>"
          + "<th scope=\"col\" class=\"number\">From</th>"
          + "<th scope=\"col\">Connections</th><th scope=\"col\">Health</th></tr></thead>\n";

  private BalancerCard() {}

  static void append(StringBuilder html, ManagerView view, Balancer balancer) {
    String name = Html.escape(balancer.name());
    html.append("<section class=\"card\" id=\"").append(name).append("\" data-balancer=\"");
    html.append(name).append("\" aria-labelledby=\"title-").append(name).append("\">\n");
    title(html, view, balancer);
    facts(html, balancer);
    if (balancer.members().isEmpty()) {
      html.append("<p>No members yet: every request is answered with 503.</p>\n");
    } else {
      html.append(HEAD);
      long elected = balancer.members().stream().mapToLong(one -> one.counters().elected()).sum();
      for (Member member : balancer.members()) {
        MemberRows.append(html, view, balancer, member, elected);
      }
      html.append("</table>\n");
    }
    settings(html, view, balancer);
    addition(html, view, balancer);
    html.append("</section>\n");
  }

  /** How many members get requests now; what the script shows, too. */
  static String readiness(List<Member> members) {
    long ready = members.stream().map(Member::state).filter(BalancerCard::isReady).count();
    return ready + " of " + members.size() + " ready";
  }

  private static boolean isReady(MemberState state) {
    return state.usable() && !state.has(MemberFlag.DRAINING);
  }

  private static void title(StringBuilder html, ManagerView view, Balancer balancer) {
    String name = Html.escape(balancer.name());
    html.append("<div class=\"title\"><h2 id=\"title-").append(name).append("\"><a href=\"");
    // httpd's link, out of which scripts take the nonce.
    html.append(Html.escape(view.link(balancer, null))).append("\">balancer://").append(name);
    html.append("</a></h2><span class=\"badge\" data-figure=\"ready\">");
    html.append(readiness(balancer.members())).append("</span></div>\n");
  }

  private static void facts(StringBuilder html, Balancer balancer) {
    BalancerTraits traits = balancer.traits();
    String sticky = Sticky.text(traits.stickySession());
    int used = balancer.members().size();
    html.append("<dl class=\"facts\">");
    fact(html, "Method", traits.method().label());
    fact(html, "Sticky session", sticky.isEmpty() ? "none" : sticky);
    fact(html, "Failover", traits.noFailover() ? "off" : "on");
    fact(html, "Failover attempts", traits.maxAttempts().map(String::valueOf).orElse("automatic"));
    fact(html, "Waits for a member", traits.timeout().map(BalancerCard::wait).orElse("no"));
    fact(html, "Members", used + " of at most " + (used + balancer.freeSlots()));
    html.append("</dl>\n");
  }

  private static String wait(Duration time) {
    return time.toSeconds() + " s";
  }

  private static void fact(StringBuilder html, String name, String value) {
    html.append("<div><dt>").append(name).append("</dt><dd>").append(Html.escape(value));
    html.append("</dd></div>");
  }

  private static void settings(StringBuilder html, ManagerView view, Balancer balancer) {
    BalancerTraits traits = balancer.traits();
    boolean open = view.isOpen(balancer, null);
    html.append("<details").append(open ? " open" : "");
    html.append("><summary>Settings of this balancer</summary>\n");
    FormWriter form = FormWriter.begin(html, view, balancer, null);
    form.select(
        "Method",
        "b_lbm",
        traits.method().label(),
        List.of(BalancerSettings.Method.values()).stream().map(method -> method.label()).toList());
    form.text("Sticky session ('-' for none)", "b_ss", Sticky.text(traits.stickySession()));
    form.onOff("Disable failover", "b_sforce", traits.noFailover());
    form.number(
        "Failover attempts", "b_max", traits.maxAttempts().map(String::valueOf).orElse(""), 0, 99);
    form.number(
        "Wait for a member (seconds)",
        "b_tmo",
        Long.toString(traits.timeout().map(Duration::toSeconds).orElse(0L)),
        0,
        7200);
    form.end("Save");
    html.append("</details>\n");
  }

  private static void addition(StringBuilder html, ManagerView view, Balancer balancer) {
    if (balancer.freeSlots() == 0) {
      return;
    }
    html.append("<details><summary>Add a member</summary>\n");
    html.append("<p class=\"soft\">It starts disabled, so that it can be set up first.</p>\n");
    FormWriter form = FormWriter.begin(html, view, balancer, null);
    form.hidden("b_wyes", "1");
    form.url("URL", "b_nwrkr");
    form.end("Add");
    html.append("</details>\n");
  }
}
