package org.proxypass.admin;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.proxypass.backend.PoolFigures;
import org.proxypass.balancer.Balancer;
import org.proxypass.balancer.Member;
import org.proxypass.balancer.MemberCounters;
import org.proxypass.balancer.MemberTraits;
import org.proxypass.http.Product;

/** The status as one JSON object; docs/operate.md describes it. */
final class StatusJson {
  private final Json json = new Json();

  private StatusJson() {}

  static String of(StatusReport report) {
    StatusJson status = new StatusJson();
    status.json.object().name("version").value(Product.TOKEN);
    status.life(report.life());
    status.traffic(report.traffic());
    status.entries(report.entries());
    status.pools(report.pools());
    status.balancers(report.balancers());
    status.tunnels(report.tunnels());
    status.machine(report.machine());
    return status.json.endObject() + "\n";
  }

  private void life(StatusReport.Life life) {
    json.name("time").value(life.now().toString());
    json.name("started").value(life.started().toString());
    json.name("configured").value(life.configured().toString());
    json.name("generation").value(life.generation());
    json.name("uptimeSeconds").value(life.uptime().toSeconds());
  }

  private void traffic(StatusReport.Traffic traffic) {
    json.name("requests").object();
    json.name("total").value(traffic.requests());
    json.name("busy").value(traffic.busy());
    traffic.idleThreads().ifPresent(idle -> json.name("idleThreads").value(idle));
    json.name("perSecond").decimal(decimal(traffic.perSecond()));
    json.name("broken").value(traffic.broken());
    json.name("bytes").value(traffic.bytes());
    json.name("milliseconds").value(traffic.duration().toMillis());
    json.name("byClass").object();
    for (int i = 0; i < traffic.byClass().size(); i++) {
      json.name(i + 1 + "xx").value(traffic.byClass().get(i));
    }
    json.endObject().endObject();
  }

  private void entries(List<StatusReport.Entry> entries) {
    json.name("mappings").array();
    for (StatusReport.Entry entry : entries) {
      Latencies latencies = entry.latencies();
      json.object().name("host").value(entry.name().host());
      json.name("path").value(entry.name().path());
      json.name("target").value(entry.name().target());
      json.name("requests").value(latencies.count());
      json.name("errors").value(entry.errors());
      json.name("bytes").value(entry.bytes());
      json.name("microseconds").object();
      json.name("p50").value(latencies.percentileMicros(50));
      json.name("p90").value(latencies.percentileMicros(90));
      json.name("p99").value(latencies.percentileMicros(99));
      json.name("max").value(latencies.maxMicros());
      json.endObject().endObject();
    }
    json.endArray();
  }

  private void pools(List<StatusReport.Pool> pools) {
    json.name("workers").array();
    for (StatusReport.Pool pool : pools) {
      json.object().name("url").value(pool.worker());
      connections(pool.figures());
      json.endObject();
    }
    json.endArray();
  }

  private void connections(PoolFigures pool) {
    json.name("connections").object();
    json.name("leased").value(pool.leased());
    json.name("idle").value(pool.idle());
    json.name("waiting").value(pool.waiting());
    if (pool.max() != Integer.MAX_VALUE) {
      json.name("max").value(pool.max());
    }
    json.endObject();
  }

  private void balancers(List<Balancer> balancers) {
    json.name("balancers").array();
    for (Balancer balancer : balancers) {
      json.object().name("name").value("balancer://" + balancer.name());
      json.name("method").value(BalancerTexts.method(balancer));
      json.name("sticky").value(BalancerTexts.sticky(balancer));
      json.name("timeoutSeconds").value(BalancerTexts.timeoutSeconds(balancer));
      json.name("members").array();
      balancer.members().forEach(this::member);
      json.endArray().endObject();
    }
    json.endArray();
  }

  private void member(Member member) {
    MemberTraits traits = member.traits();
    MemberCounters counters = member.counters();
    json.object().name("url").value(member.name());
    json.name("usable").value(member.state().usable());
    json.name("status").value(StateText.letters(member.state()));
    json.name("route").value(traits.route());
    json.name("redirect").value(traits.redirect());
    json.name("factor").decimal(Amounts.hundredths(traits.loadFactor()));
    json.name("set").value(traits.set());
    json.name("elected").value(counters.elected());
    json.name("busy").value(counters.busy());
    json.name("sent").value(counters.sent());
    json.name("received").value(counters.received());
    connections(member.worker().figures());
    json.endObject();
  }

  private void tunnels(TunnelFigures tunnels) {
    json.name("tunnels").object();
    json.name("open").value(tunnels.open());
    json.name("opened").value(tunnels.opened());
    json.name("bytesToBackends").value(tunnels.toBackends());
    json.name("bytesToClients").value(tunnels.toClients());
    json.endObject();
  }

  private void machine(StatusReport.Machine machine) {
    json.name("jvm").object();
    json.name("name").value(machine.jvm());
    json.name("heapUsed").value(machine.heapUsed());
    json.name("heapCommitted").value(machine.heapCommitted());
    json.name("heapMax").value(machine.heapMax());
    json.name("threads").value(machine.threads());
    json.name("cpuMilliseconds").value(machine.cpu().toMillis());
    json.name("collectingMilliseconds").value(machine.collecting().toMillis());
    json.name("uptimeSeconds").value(machine.uptime().toSeconds());
    machine.load().ifPresent(load -> json.name("load").decimal(decimal(load)));
    json.endObject();
  }

  private static String decimal(double value) {
    return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP).toPlainString();
  }
}
