package org.proxypass.admin;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;
import org.proxypass.backend.PoolFigures;
import org.proxypass.balancer.Balancer;
import org.proxypass.balancer.Member;
import org.proxypass.http.Product;

/** The status for Prometheus; docs/operate.md names the metrics. */
final class StatusMetrics {
  private static final int MICROS_DIGITS = 6;

  /** A quarter of a millisecond. */
  private static final int FIRST_EXPONENT = 8;

  /** A minute. */
  private static final int LAST_EXPONENT = 26;

  private final MetricsText out = new MetricsText();

  private StatusMetrics() {}

  static String of(StatusReport report) {
    StatusMetrics metrics = new StatusMetrics();
    metrics.server(report.life(), report.traffic());
    metrics.durations(report.entries());
    metrics.entries(report.entries());
    metrics.pools(report.pools());
    if (!report.balancers().isEmpty()) {
      metrics.members(report.balancers());
    }
    metrics.tunnels(report.tunnels());
    metrics.machine(report.machine());
    return metrics.out.end();
  }

  private void server(StatusReport.Life life, StatusReport.Traffic traffic) {
    out.family("proxypass_build", "info", "What answers.")
        .sample("proxypass_build_info", MetricsText.labels("version", Product.TOKEN), "1");
    gauge("proxypass_uptime_seconds", "Time since counting began.", life.uptime().toSeconds());
    gauge("proxypass_config_generation", "Configurations so far.", life.generation());
    gauge("proxypass_requests_busy", "Requests that are being served.", traffic.busy());
    traffic
        .idleThreads()
        .ifPresent(idle -> gauge("proxypass_threads_idle", "Threads without a request.", idle));
    out.family("proxypass_requests", "counter", "Requests by the first digit of their status.");
    for (int i = 0; i < traffic.byClass().size(); i++) {
      out.sample(
          "proxypass_requests_total",
          MetricsText.labels("class", i + 1 + "xx"),
          Long.toString(traffic.byClass().get(i)));
    }
    counter("proxypass_responses_broken", "Responses that were broken off.", traffic.broken());
    counter("proxypass_sent_bytes", "Bytes of bodies to clients.", traffic.bytes());
  }

  private void durations(List<StatusReport.Entry> entries) {
    String name = "proxypass_mapping_duration_seconds";
    out.family(name, "histogram", "How long the requests of a mapping took.");
    for (StatusReport.Entry entry : entries) {
      String labels = labels(entry.name());
      Latencies latencies = entry.latencies();
      for (int exponent = FIRST_EXPONENT; exponent <= LAST_EXPONENT; exponent++) {
        String bound = seconds(1L << exponent);
        out.sample(
            name + "_bucket",
            labels + "," + MetricsText.labels("le", bound),
            Long.toString(latencies.countBelow(exponent)));
      }
      String count = Long.toString(latencies.count());
      out.sample(name + "_bucket", labels + "," + MetricsText.labels("le", "+Inf"), count);
      out.sample(name + "_sum", labels, seconds(latencies.sumMicros()));
      out.sample(name + "_count", labels, count);
    }
  }

  private void entries(List<StatusReport.Entry> entries) {
    out.family("proxypass_mapping_errors", "counter", "Requests with a 5xx or a broken response.");
    for (StatusReport.Entry entry : entries) {
      out.sample(
          "proxypass_mapping_errors_total", labels(entry.name()), Long.toString(entry.errors()));
    }
    out.family("proxypass_mapping_sent_bytes", "counter", "Bytes of bodies to clients.");
    for (StatusReport.Entry entry : entries) {
      out.sample(
          "proxypass_mapping_sent_bytes_total", labels(entry.name()), Long.toString(entry.bytes()));
    }
  }

  private static String labels(EntryName name) {
    return MetricsText.labels("host", name.host(), "path", name.path(), "target", name.target());
  }

  private void pools(List<StatusReport.Pool> pools) {
    out.family("proxypass_worker_connections", "gauge", "Connections to a backend.");
    for (StatusReport.Pool pool : pools) {
      String name = "proxypass_worker_connections";
      String worker = pool.worker();
      out.sample(
          name,
          MetricsText.labels("worker", worker, "state", "leased"),
          Integer.toString(pool.figures().leased()));
      out.sample(
          name,
          MetricsText.labels("worker", worker, "state", "idle"),
          Integer.toString(pool.figures().idle()));
    }
    out.family("proxypass_worker_waiting", "gauge", "Requests that wait for a connection.");
    for (StatusReport.Pool pool : pools) {
      out.sample(
          "proxypass_worker_waiting",
          MetricsText.labels("worker", pool.worker()),
          Integer.toString(pool.figures().waiting()));
    }
  }

  private void members(List<Balancer> balancers) {
    member(balancers, "usable", "gauge", "1 if usable.", it -> it.state().usable() ? 1 : 0);
    member(balancers, "busy", "gauge", "Requests in flight.", it -> it.counters().busy());
    member(balancers, "leased", "gauge", "Connections in use.", it -> pool(it).leased());
    member(balancers, "idle", "gauge", "Idle connections.", it -> pool(it).idle());
    member(balancers, "elected", "counter", "Times chosen.", it -> it.counters().elected());
    member(balancers, "sent_bytes", "counter", "Bytes to it.", it -> it.counters().sent());
    member(balancers, "received_bytes", "counter", "From it.", it -> it.counters().received());
  }

  private static PoolFigures pool(Member member) {
    return member.worker().figures();
  }

  private void member(
      List<Balancer> balancers,
      String what,
      String type,
      String help,
      ToLongFunction<Member> value) {
    String family = "proxypass_member_" + what;
    out.family(family, type, help);
    String name = type.equals("counter") ? family + "_total" : family;
    for (Balancer balancer : balancers) {
      for (Member member : balancer.members()) {
        out.sample(
            name,
            MetricsText.labels("balancer", balancer.name(), "member", member.name()),
            Long.toString(value.applyAsLong(member)));
      }
    }
  }

  private void tunnels(TunnelFigures tunnels) {
    gauge("proxypass_tunnels_open", "Upgraded connections that live.", tunnels.open());
    counter("proxypass_tunnels", "Upgraded connections so far.", tunnels.opened());
    out.family("proxypass_tunnel_bytes", "counter", "Bytes of upgraded connections.")
        .sample(
            "proxypass_tunnel_bytes_total",
            MetricsText.labels("to", "backends"),
            Long.toString(tunnels.toBackends()))
        .sample(
            "proxypass_tunnel_bytes_total",
            MetricsText.labels("to", "clients"),
            Long.toString(tunnels.toClients()));
  }

  private void machine(StatusReport.Machine machine) {
    out.family("proxypass_jvm_heap_bytes", "gauge", "Memory of the heap.")
        .sample(
            "proxypass_jvm_heap_bytes",
            MetricsText.labels("kind", "used"),
            Long.toString(machine.heapUsed()))
        .sample(
            "proxypass_jvm_heap_bytes",
            MetricsText.labels("kind", "committed"),
            Long.toString(machine.heapCommitted()))
        .sample(
            "proxypass_jvm_heap_bytes",
            MetricsText.labels("kind", "max"),
            Long.toString(machine.heapMax()));
    gauge("proxypass_jvm_threads", "Platform threads of the JVM.", machine.threads());
    time("proxypass_jvm_gc_seconds", "Time spent on garbage collection.", machine.collecting());
    time("proxypass_process_cpu_seconds", "Processor time of the process.", machine.cpu());
  }

  private void gauge(String name, String help, long value) {
    out.family(name, "gauge", help).sample(name, Long.toString(value));
  }

  private void counter(String name, String help, long value) {
    out.family(name, "counter", help).sample(name + "_total", Long.toString(value));
  }

  private void time(String name, String help, Duration value) {
    out.family(name, "counter", help).sample(name + "_total", seconds(value.toNanos() / 1000));
  }

  private static String seconds(long micros) {
    return BigDecimal.valueOf(micros, MICROS_DIGITS).toPlainString();
  }
}
