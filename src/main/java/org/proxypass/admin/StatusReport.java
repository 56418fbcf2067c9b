package org.proxypass.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.proxypass.backend.PoolFigures;
import org.proxypass.balancer.Balancer;

/**
 * What server-status says, as it was at one moment, whatever the form in which it is said.
 *
 * @param host what the client calls us
 * @param balancers as they live; empty where ProxyStatus is Off
 */
public record StatusReport(
    String host,
    Life life,
    Traffic traffic,
    List<Entry> entries,
    List<Pool> pools,
    List<Balancer> balancers,
    TunnelFigures tunnels,
    Machine machine) {

  /**
   * Since when, and with which configuration.
   *
   * @param started when counting began
   * @param configured when the configuration came into force
   * @param generation 1 for the first configuration, one more for each that followed
   */
  public record Life(Instant now, Instant started, Instant configured, int generation) {

    /** How long it has been counted. */
    public Duration uptime() {
      return Duration.between(started, now);
    }
  }

  /**
   * All requests.
   *
   * @param requests that are over
   * @param busy that are being served, the one for the status among them
   * @param idleThreads threads that wait for a request; empty when the container does not tell
   * @param bytes of bodies to clients
   * @param duration of all requests together
   * @param perSecond requests per second in the last ten seconds
   * @param byClass requests by the first digit of their status, 1xx first
   * @param broken responses that were broken off
   */
  public record Traffic(
      long requests,
      long busy,
      OptionalLong idleThreads,
      long bytes,
      Duration duration,
      double perSecond,
      List<Long> byClass,
      long broken) {}

  /** The requests of one ProxyPass entry. */
  public record Entry(EntryName name, Latencies latencies, long errors, long bytes) {}

  /** The connections to one backend. */
  public record Pool(String worker, PoolFigures figures) {}

  /**
   * The JVM and what it runs on.
   *
   * @param heapMax 0 when there is no limit
   * @param load the machine's load average of a minute, where there is one
   */
  public record Machine(
      String jvm,
      long heapUsed,
      long heapCommitted,
      long heapMax,
      int threads,
      Duration cpu,
      Duration collecting,
      Duration uptime,
      OptionalDouble load) {}
}
