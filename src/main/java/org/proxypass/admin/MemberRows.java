package org.proxypass.admin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.proxypass.backend.PoolFigures;
import org.proxypass.balancer.Balancer;
import org.proxypass.balancer.HealthCheck;
import org.proxypass.balancer.Member;
import org.proxypass.balancer.MemberCounters;
import org.proxypass.balancer.MemberTraits;
import org.proxypass.config.HealthCheckSettings;
import org.proxypass.config.MemberFlag;

/** One member on the manager's page: its figures, and below them what can be done with it. */
final class MemberRows {
  private static final List<String> METHODS =
      List.of(HealthCheckSettings.Method.values()).stream().map(method -> method.label()).toList();

  private MemberRows() {}

  static void append(
      StringBuilder html, ManagerView view, Balancer balancer, Member member, long allElected) {
    html.append("<tbody data-member=\"").append(Html.escape(member.name())).append("\">\n<tr>");
    name(html, view, balancer, member);
    figure(html, "State", "states", "wide", badges(member));
    figures(html, member, allElected);
    html.append("</tr>\n<tr class=\"controls\"><td colspan=\"9\" class=\"wide\"><div>");
    buttons(html, view, balancer, member);
    settings(html, view, balancer, member);
    html.append("</div></td></tr>\n</tbody>\n");
  }

  private static void name(StringBuilder html, ManagerView view, Balancer balancer, Member member) {
    String url = Html.escape(member.name());
    // httpd's link, out of which scripts take the nonce.
    html.append("<th scope=\"row\"><div><a href=\"");
    html.append(Html.escape(view.link(balancer, member))).append("\"><code>");
    html.append(url).append("</code></a><div class=\"soft\" data-figure=\"traits\">");
    html.append(Html.escape(traits(member.traits()))).append("</div></div></th>");
  }

  private static String traits(MemberTraits traits) {
    StringBuilder text = new StringBuilder("factor ");
    text.append(Amounts.hundredths(traits.loadFactor())).append(" · set ").append(traits.set());
    if (!traits.route().isEmpty()) {
      text.append(" · route ").append(traits.route());
    }
    if (!traits.redirect().isEmpty()) {
      text.append(" · redirect ").append(traits.redirect());
    }
    return text.toString();
  }

  private static String badges(Member member) {
    StringBuilder badges = new StringBuilder();
    StateText.badges(member.state()).forEach(badge -> badges.append(badge.html()).append(' '));
    return badges.toString();
  }

  private static void figures(StringBuilder html, Member member, long allElected) {
    MemberCounters counters = member.counters();
    PoolFigures pool = member.worker().figures();
    long share = Amounts.percent(counters.elected(), allElected);
    figure(html, "Share", "share", "number", share + " %");
    figure(html, "Elected", "elected", "number", Long.toString(counters.elected()));
    figure(html, "Busy", "busy", "number", Integer.toString(counters.busy()));
    figure(html, "To", "sent", "number", Amounts.bytes(counters.sent()));
    figure(html, "From", "received", "number", Amounts.bytes(counters.received()));
    String open = pool.leased() + " in use, " + pool.idle() + " idle";
    String waiting = pool.waiting() == 0 ? "" : ", " + pool.waiting() + " waiting";
    figure(html, "Connections", "connections", "wide", open + waiting);
    figure(html, "Health", "health", "wide", health(member));
  }

  private static String health(Member member) {
    HealthCheck check = member.healthCheck();
    String text =
        check.method() == HealthCheckSettings.Method.NONE
            ? "not checked"
            : check.method().label() + " every " + Amounts.time(check.interval());
    String result = member.health().result();
    if (!result.isEmpty()) {
      text += ": " + Html.escape(result);
    }
    long error = member.lastErrorMillis();
    if (error != 0) {
      Duration passed = Duration.ofMillis(System.currentTimeMillis() - error);
      text += ", last error " + Amounts.age(passed) + " ago";
    }
    return text;
  }

  private static void figure(
      StringBuilder html, String label, String figure, String kind, String content) {
    html.append("<td class=\"").append(kind).append("\" data-label=\"").append(label);
    html.append("\"><span data-figure=\"").append(figure).append("\">").append(content);
    html.append("</span></td>");
  }

  private static void buttons(
      StringBuilder html, ManagerView view, Balancer balancer, Member member) {
    boolean draining = member.state().has(MemberFlag.DRAINING);
    boolean disabled = member.state().has(MemberFlag.DISABLED);
    boolean stopped = member.state().has(MemberFlag.STOPPED);
    FormWriter enable = FormWriter.open(html, view, balancer, member);
    enable.hidden("w_status_N", "0");
    enable.hidden("w_status_D", "0");
    enable.hidden("w_status_S", "0");
    enable.hidden("w_status_C", "0");
    boolean out = member.state().has(MemberFlag.HEALTH_CHECK_FAILED);
    button(html, member, "Enable", "", draining || disabled || stopped || out);
    html.append("</form>\n");
    FormWriter.open(html, view, balancer, member);
    button(html, member, "Drain", "w_status_N", !draining);
    button(html, member, "Disable", "w_status_D", !disabled);
    button(html, member, "Stop", "w_status_S", !stopped);
    html.append("</form>\n");
  }

  private static void button(
      StringBuilder html, Member member, String text, String field, boolean shown) {
    html.append("<button data-action=\"").append(text).append("\" aria-label=\"").append(text);
    html.append(' ').append(Html.escape(member.name())).append('"');
    if (!field.isEmpty()) {
      html.append(" name=\"").append(field).append("\" value=\"1\"");
    }
    html.append(shown ? ">" : " hidden>").append(text).append("</button>");
  }

  private static void settings(
      StringBuilder html, ManagerView view, Balancer balancer, Member member) {
    MemberTraits traits = member.traits();
    boolean open = view.isOpen(balancer, member);
    html.append("<details").append(open ? " open" : "").append("><summary>Settings</summary>\n");
    FormWriter form = FormWriter.begin(html, view, balancer, member);
    form.decimal("Factor", "w_lf", Amounts.hundredths(traits.loadFactor()), 1, 100);
    form.number("Set", "w_ls", Integer.toString(traits.set()), 0, 99);
    form.text("Route", "w_wr", traits.route());
    form.text("Redirect to route", "w_rr", traits.redirect());
    form.onOff("Ignore errors", "w_status_I", member.state().has(MemberFlag.IGNORE_ERRORS));
    form.onOff("Hot standby", "w_status_H", member.state().has(MemberFlag.HOT_STANDBY));
    form.onOff("Hot spare", "w_status_R", member.state().has(MemberFlag.HOT_SPARE));
    healthCheck(form, view, member.healthCheck());
    form.end("Save");
    html.append("</details>");
  }

  private static void healthCheck(FormWriter form, ManagerView view, HealthCheck check) {
    form.select("Health check", "w_hm", check.method().label(), METHODS);
    form.number(
        "Interval (milliseconds)",
        "w_hi",
        Long.toString(check.interval().toMillis()),
        100,
        86_400_000);
    form.number("Passes to come back", "w_hp", Integer.toString(check.passes()), 1, 9999);
    form.number("Fails to go out", "w_hf", Integer.toString(check.fails()), 1, 9999);
    form.text("Path", "w_hu", check.uri());
    if (!view.criteria().isEmpty()) {
      List<String> names = new ArrayList<>(List.of(""));
      names.addAll(view.criteria().keySet());
      String chosen = check.criterion().map(criterion -> criterion.name()).orElse("");
      form.select("Expression", "w_he", chosen, names);
    }
  }
}
