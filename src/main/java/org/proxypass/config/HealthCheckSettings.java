package org.proxypass.config;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.proxypass.expression.Condition;

/** The health check parameters of a BalancerMember (mod_proxy_hcheck). */
public final class HealthCheckSettings {
  private HealthCheckSettings() {}

  /** {@code hcmethod}: how a member is asked. */
  public enum Method {
    /** Not at all. */
    NONE("None"),
    /** A connection is opened and closed. */
    TCP("TCP"),
    /** {@code OPTIONS *} by HTTP/1.0. */
    OPTIONS("OPTIONS"),
    /** HEAD of {@code hcuri} by HTTP/1.0. */
    HEAD("HEAD"),
    /** GET of {@code hcuri} by HTTP/1.0. */
    GET("GET"),
    /** {@code OPTIONS *} by HTTP/1.1. */
    OPTIONS11("OPTIONS11"),
    /** HEAD by HTTP/1.1. */
    HEAD11("HEAD11"),
    /** GET by HTTP/1.1. */
    GET11("GET11");

    private final String label;

    Method(String label) {
      this.label = label;
    }

    /** The spelling of httpd. */
    public String label() {
      return label;
    }
  }

  /**
   * A ProxyHCExpr.
   *
   * @param name as configured
   * @param condition evaluated on the response
   */
  public record Criterion(String name, Condition condition) {}

  /** {@code ProxyHCExpr}: all conditions that have a name, by it. */
  public static final Setting<Map<String, Criterion>> CRITERIA =
      Setting.merging("ProxyHCExpr", Map.of(), HealthCheckSettings::union);

  /** {@code hcmethod}. */
  public static final Setting<Method> METHOD = Setting.replacing("hcmethod", Method.NONE);

  /** {@code hcinterval}: from the end of one check to the next; at least 100 ms. */
  public static final Setting<Duration> INTERVAL =
      Setting.replacing("hcinterval", Duration.ofSeconds(30));

  /** {@code hcpasses}: successes in a row that bring a member back. */
  public static final Setting<Integer> PASSES = Setting.replacing("hcpasses", 1);

  /** {@code hcfails}: failures in a row that take a member out. */
  public static final Setting<Integer> FAILS = Setting.replacing("hcfails", 1);

  /** {@code hcuri}: appended to the member's path; empty for none. */
  public static final Setting<String> URI = Setting.replacing("hcuri", "");

  /** {@code hcexpr}: what a good response is; empty means a status of 200–399. */
  public static final Setting<Optional<Criterion>> CRITERION =
      Setting.replacing("hcexpr", Optional.empty());

  /** {@code ProxyHCTPsize}: how many checks run at the same time; 0 and 1 mean one. */
  public static final Setting<Integer> POOL_SIZE = Setting.replacing("ProxyHCTPsize", 16);

  private static Map<String, Criterion> union(
      Map<String, Criterion> outer, Map<String, Criterion> inner) {
    Map<String, Criterion> union = new HashMap<>(outer);
    union.putAll(inner);
    return Map.copyOf(union);
  }
}
