package org.proxypass.webapp;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.proxypass.admin.Answer;
import org.proxypass.admin.MachineFigures;
import org.proxypass.admin.ServerFigures;
import org.proxypass.admin.Statistics;
import org.proxypass.admin.StatusAnswer;
import org.proxypass.admin.StatusQuery;
import org.proxypass.admin.StatusReport;
import org.proxypass.backend.PoolFigures;
import org.proxypass.backend.Worker;
import org.proxypass.balancer.Balancer;
import org.proxypass.balancer.Balancers;
import org.proxypass.config.HandlerSettings;
import org.proxypass.exchange.Fault;
import org.proxypass.http.Authority;
import org.proxypass.http.Fields;

/** {@code SetHandler server-status}: puts together what is known of one configuration. */
final class StatusPages {
  private final Statistics statistics;
  private final EntryTable entries;
  private final WorkerRegistry workers;
  private final Balancers balancers;

  /** Pages about what these count. */
  StatusPages(
      Statistics statistics, EntryTable entries, WorkerRegistry workers, Balancers balancers) {
    this.statistics = statistics;
    this.entries = entries;
    this.workers = workers;
    this.balancers = balancers;
  }

  /**
   * Answers {@code passage}, whose body the caller leaves out for HEAD.
   *
   * @throws Fault 405 for any method but GET and HEAD
   */
  Answer answer(Passage passage) {
    String method = passage.exchange().clientRequest().method();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      throw Fault.client(405, "server-status knows GET and HEAD")
          .answeredWith(Fields.of("Allow", "GET, HEAD"));
    }
    StatusQuery query = StatusQuery.of(passage.path().query());
    boolean withBalancers =
        passage.host().config().settings().get(HandlerSettings.PROXY_STATUS)
            != HandlerSettings.ProxyStatus.OFF;
    List<Balancer> shown = withBalancers ? balancers.of(passage.host().config()) : List.of();
    return StatusAnswer.of(query, report(hostName(passage), shown));
  }

  private static String hostName(Passage passage) {
    String authority = passage.exchange().publicAddress().authority();
    Authority parsed = Authority.parse(authority);
    return parsed == null ? authority : parsed.host();
  }

  /** Begins to count by these entries; others are forgotten. */
  void countInForce() {
    statistics.configured(entries.all().keySet());
  }

  /** What is known now, all balancers included. */
  StatusReport report() {
    return report("", balancers.all());
  }

  private StatusReport report(String host, List<Balancer> shown) {
    return new StatusReport(
        host,
        life(),
        traffic(),
        entryFigures(),
        pools(),
        shown,
        statistics.tunnels(),
        MachineFigures.now());
  }

  private StatusReport.Life life() {
    return new StatusReport.Life(
        Instant.now(),
        Instant.ofEpochMilli(statistics.server().startMillis()),
        Instant.ofEpochMilli(statistics.configuredMillis()),
        statistics.generation());
  }

  private StatusReport.Traffic traffic() {
    ServerFigures server = statistics.server();
    return new StatusReport.Traffic(
        server.requests(),
        server.busy(),
        statistics.idleThreads(),
        server.bytes(),
        Duration.of(server.totalMicros(), ChronoUnit.MICROS),
        server.requestsPerSecond(System.nanoTime()),
        server.requestsByClass(),
        server.broken());
  }

  private List<StatusReport.Entry> entryFigures() {
    List<StatusReport.Entry> reports = new ArrayList<>();
    entries
        .all()
        .forEach(
            (name, figures) ->
                reports.add(
                    new StatusReport.Entry(
                        name, figures.latencies(), figures.errors(), figures.bytes())));
    return reports;
  }

  /** Workers that differ in nothing but their parameters are one line. */
  private List<StatusReport.Pool> pools() {
    Map<String, PoolFigures> byUrl = new LinkedHashMap<>();
    for (Worker worker : workers.ofMappings()) {
      byUrl.merge(worker.spec().url().toString(), worker.figures(), StatusPages::together);
    }
    List<StatusReport.Pool> pools = new ArrayList<>();
    byUrl.forEach((url, figures) -> pools.add(new StatusReport.Pool(url, figures)));
    return pools;
  }

  private static PoolFigures together(PoolFigures one, PoolFigures other) {
    boolean limited = one.max() != Integer.MAX_VALUE && other.max() != Integer.MAX_VALUE;
    return new PoolFigures(
        one.leased() + other.leased(),
        one.idle() + other.idle(),
        one.waiting() + other.waiting(),
        limited ? one.max() + other.max() : Integer.MAX_VALUE);
  }
}
