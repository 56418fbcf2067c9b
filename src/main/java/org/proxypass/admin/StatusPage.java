package org.proxypass.admin;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.proxypass.backend.PoolFigures;
import org.proxypass.balancer.Balancer;
import org.proxypass.balancer.Member;
import org.proxypass.balancer.MemberCounters;
import org.proxypass.balancer.MemberTraits;
import org.proxypass.http.Product;

/** The status for people. Works without scripts and on a phone. */
final class StatusPage {
  private final StringBuilder html = new StringBuilder(8192);
  private final boolean tables;

  private StatusPage(boolean tables) {
    this.tables = tables;
  }

  static Page of(StatusReport report, boolean tables) {
    StatusPage page = new StatusPage(tables);
    page.head(report);
    page.html.append("<main>\n");
    page.traffic(report.traffic(), report.life());
    page.entries(report.entries());
    page.pools(report.pools());
    report.balancers().forEach(page::balancer);
    page.tunnels(report.tunnels());
    page.machine(report.machine());
    page.html.append("</main>\n");
    return new Page("Status of " + report.host(), page.html.toString());
  }

  private void head(StatusReport report) {
    html.append("<header>\n<h1>Status of ")
        .append(Html.escape(report.host()))
        .append("</h1>\n<p>")
        .append(Html.escape(Product.TOKEN))
        .append(" · ")
        .append(report.life().now().truncatedTo(ChronoUnit.SECONDS))
        .append("</p>\n<p><a href=\"?refresh=5\">refresh</a> · <a href=\"?format=json\">JSON</a>")
        .append(" · <a href=\"?format=prometheus\">metrics</a> · <a href=\"?auto\">lines</a></p>\n")
        .append("</header>\n");
  }

  private void traffic(StatusReport.Traffic traffic, StatusReport.Life life) {
    long uptime = Math.max(1, life.uptime().toSeconds());
    open("Requests");
    html.append("<dl class=\"facts\">");
    fact("total", Long.toString(traffic.requests()));
    fact("being served", Long.toString(traffic.busy()));
    traffic.idleThreads().ifPresent(idle -> fact("idle threads", Long.toString(idle)));
    fact("per second now", decimal(traffic.perSecond()));
    fact("on average", decimal((double) traffic.requests() / uptime));
    fact("sent", Amounts.bytes(traffic.bytes()));
    for (int i = 0; i < traffic.byClass().size(); i++) {
      fact(i + 1 + "xx", Long.toString(traffic.byClass().get(i)));
    }
    fact("broken off", Long.toString(traffic.broken()));
    html.append("</dl>\n<dl class=\"facts\">");
    fact("up", StatusLines.inWords(life.uptime()));
    fact("configuration since", life.configured().truncatedTo(ChronoUnit.SECONDS).toString());
    fact("its number", Integer.toString(life.generation()));
    html.append("</dl>\n");
    close();
  }

  private void entries(List<StatusReport.Entry> entries) {
    StatusTable table =
        new StatusTable(tables)
            .text("Path", "Target", "Host")
            .numbers("Requests", "Errors", "Sent", "p50", "p90", "p99", "Longest");
    for (StatusReport.Entry entry : entries) {
      Latencies latencies = entry.latencies();
      table.row().code(entry.name().path()).code(entry.name().target());
      table.cell(entry.name().host()).cell(latencies.count()).cell(entry.errors());
      table.cell(Amounts.bytes(entry.bytes()));
      table.cell(time(latencies.percentileMicros(50)));
      table.cell(time(latencies.percentileMicros(90)));
      table.cell(time(latencies.percentileMicros(99)));
      table.cell(time(latencies.maxMicros()));
    }
    section("Mappings", table);
  }

  private void pools(List<StatusReport.Pool> pools) {
    StatusTable table =
        new StatusTable(tables).text("Backend").numbers("In use", "Idle", "Waiting", "Limit");
    for (StatusReport.Pool pool : pools) {
      PoolFigures figures = pool.figures();
      table.row().code(pool.worker()).cell(figures.leased()).cell(figures.idle());
      table.cell(figures.waiting()).cell(limit(figures));
    }
    section("Connections to backends without a balancer", table);
  }

  private void balancer(Balancer balancer) {
    String sticky = BalancerTexts.sticky(balancer);
    open("balancer://" + balancer.name());
    html.append("<dl class=\"facts\">");
    fact("method", BalancerTexts.method(balancer));
    fact("sticky session", sticky.isEmpty() ? "none" : sticky);
    fact("timeout", BalancerTexts.timeoutSeconds(balancer) + " s");
    html.append("</dl>\n");
    StatusTable table =
        new StatusTable(tables)
            .text("Member", "State", "Route", "Redirect")
            .numbers("Factor", "Set", "Elected", "Busy", "To", "From", "In use", "Idle", "Waiting");
    balancer.members().forEach(member -> member(table, member));
    html.append(table);
    close();
  }

  private static void member(StatusTable table, Member member) {
    MemberTraits traits = member.traits();
    MemberCounters counters = member.counters();
    PoolFigures pool = member.worker().figures();
    table.row().code(member.name());
    table.html(
        StateText.badges(member.state()).stream()
            .map(StateText.Badge::html)
            .collect(Collectors.joining(" ")));
    table.cell(traits.route()).cell(traits.redirect());
    table.cell(Amounts.hundredths(traits.loadFactor())).cell(traits.set());
    table.cell(counters.elected()).cell(counters.busy());
    table.cell(Amounts.bytes(counters.sent())).cell(Amounts.bytes(counters.received()));
    table.cell(pool.leased()).cell(pool.idle()).cell(pool.waiting());
  }

  private void tunnels(TunnelFigures tunnels) {
    open("Tunnels");
    html.append("<dl class=\"facts\">");
    fact("open", Long.toString(tunnels.open()));
    fact("so far", Long.toString(tunnels.opened()));
    fact("to backends", Amounts.bytes(tunnels.toBackends()));
    fact("to clients", Amounts.bytes(tunnels.toClients()));
    html.append("</dl>\n");
    close();
  }

  private void machine(StatusReport.Machine machine) {
    open("JVM");
    html.append("<dl class=\"facts\">");
    fact("name", machine.jvm());
    fact("heap", Amounts.bytes(machine.heapUsed()) + " of " + Amounts.bytes(machine.heapMax()));
    fact("threads", Integer.toString(machine.threads()));
    fact("processor time", Amounts.age(machine.cpu()));
    fact("garbage collection", time(machine.collecting().toNanos() / 1000));
    fact("up", Amounts.age(machine.uptime()));
    machine.load().ifPresent(load -> fact("load", decimal(load)));
    html.append("</dl>\n");
    close();
  }

  private void section(String title, StatusTable table) {
    open(title);
    html.append(table);
    close();
  }

  private void open(String title) {
    html.append("<section class=\"card\">\n<h2>").append(Html.escape(title)).append("</h2>\n");
  }

  private void close() {
    html.append("</section>\n");
  }

  private void fact(String name, String value) {
    html.append("<div><dt>").append(name).append("</dt><dd>");
    html.append(Html.escape(value)).append("</dd></div>");
  }

  private static String limit(PoolFigures figures) {
    return figures.max() == Integer.MAX_VALUE ? "none" : Integer.toString(figures.max());
  }

  /** {@code 840 µs}, {@code 3.2 ms}, {@code 1.50 s}. */
  static String time(long micros) {
    if (micros < 1000) {
      return micros + " µs";
    }
    return micros < 1_000_000
        ? String.format(Locale.ROOT, "%.1f ms", micros / 1e3)
        : String.format(Locale.ROOT, "%.2f s", micros / 1e6);
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
