package org.proxypass.config;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.proxypass.expression.Template;

/** The parameters of a balancer, under their httpd names. */
public final class BalancerSettings {
  private BalancerSettings() {}

  /** {@code lbmethod}: who gets the next request. */
  public enum Method {
    /** Shares of the number of requests. */
    BY_REQUESTS("byrequests"),
    /** Shares of the bytes. */
    BY_TRAFFIC("bytraffic"),
    /** The fewest requests in flight. */
    BY_BUSYNESS("bybusyness"),
    /** The lowest recent latency times requests in flight. None of httpd's. */
    LEAST_TIME("leasttime"),
    /**
     * The same member for the same {@code hashkey}, as long as it is not overloaded. Not httpd's.
     */
    HASH("hash");

    private final String label;

    Method(String label) {
      this.label = label;
    }

    /** The name in the configuration. */
    public String label() {
      return label;
    }
  }

  /**
   * {@code stickysession}.
   *
   * @param cookie the name of the cookie
   * @param parameter the name of the path parameter; equal to {@code cookie} unless {@code
   *     cookie|parameter} was written
   */
  public record StickyName(String cookie, String parameter) {}

  /** What makes a second attempt where httpd makes none; see {@link #RETRY_ON}. */
  public enum RetryCause {
    /** A connection that broke, or had died in the pool, before a byte of an answer. */
    STALE,
    /** A response with status 502. */
    STATUS_502,
    /** A response with status 503. */
    STATUS_503,
    /** A response with status 504. */
    STATUS_504
  }

  /**
   * ProxySticky: the cookie that the balancer sets itself.
   *
   * @param name of the cookie
   * @param path its Path attribute
   * @param httpOnly whether scripts cannot read it
   * @param secure whether it is sent on https only; empty for "when the client's connection is
   *     https"
   * @param sameSite {@code Lax}, {@code Strict} or {@code None}; empty for no such attribute
   * @param maxAge how long it lives; empty for the browser's session
   */
  public record StickyCookie(
      String name,
      String path,
      boolean httpOnly,
      Optional<Boolean> secure,
      Optional<String> sameSite,
      Optional<Duration> maxAge) {}

  /** {@code lbmethod}. */
  public static final Setting<Method> METHOD = Setting.replacing("lbmethod", Method.BY_REQUESTS);

  /** {@code hashkey}: what {@code lbmethod=hash} hashes; empty means the client's address. */
  public static final Setting<Optional<Template>> HASH_KEY =
      Setting.replacing("hashkey", Optional.empty());

  /** {@code stickysession}. */
  public static final Setting<Optional<StickyName>> STICKY_SESSION =
      Setting.replacing("stickysession", Optional.empty());

  /** {@code stickysessionsep}: between session and route; empty: the whole value is the route. */
  public static final Setting<Optional<Character>> STICKY_SEPARATOR =
      Setting.replacing("stickysessionsep", Optional.of('.'));

  /** {@code scolonpathdelim}: whether a semicolon, too, ends the path parameter. */
  public static final Setting<Boolean> SEMICOLON_ENDS_PARAMETER =
      Setting.replacing("scolonpathdelim", false);

  /** ProxySticky: the balancer's own sticky cookie. */
  public static final Setting<Optional<StickyCookie>> STICKY_COOKIE =
      Setting.replacing("ProxySticky", Optional.empty());

  /** {@code nofailover}: a route whose member is unusable gives 503. */
  public static final Setting<Boolean> NO_FAILOVER = Setting.replacing("nofailover", false);

  /** {@code maxattempts}: further attempts; empty means one less than there are members. */
  public static final Setting<Optional<Integer>> MAX_ATTEMPTS =
      Setting.replacing("maxattempts", Optional.empty());

  /** {@code timeout}: how long to wait for a usable member; empty: not at all. */
  public static final Setting<Optional<Duration>> TIMEOUT =
      Setting.replacing("timeout", Optional.empty());

  /** {@code failonstatus}: final statuses that put the member in error. */
  public static final Setting<Set<Integer>> FAIL_ON_STATUS =
      Setting.replacing("failonstatus", Set.of());

  /** {@code failontimeout}: whether a read timeout puts the member in error. */
  public static final Setting<Boolean> FAIL_ON_TIMEOUT = Setting.replacing("failontimeout", false);

  /** {@code forcerecovery}: whether all are tried again when all are in error. */
  public static final Setting<Boolean> FORCE_RECOVERY = Setting.replacing("forcerecovery", true);

  /** {@code nonce}: the manager's token; empty means a random one, {@code None} no check. */
  public static final Setting<Optional<String>> NONCE =
      Setting.replacing("nonce", Optional.empty());

  /** {@code growth}, BalancerGrowth: how many members the manager may add. */
  public static final Setting<Integer> GROWTH = Setting.replacing("growth", 5);

  /** {@code retryon}: when an idempotent request is sent again. None of httpd's. */
  public static final Setting<Set<RetryCause>> RETRY_ON = Setting.replacing("retryon", Set.of());

  /** {@code retrybudget}: such retries in percent of the requests, 1–100. None of httpd's. */
  public static final Setting<Integer> RETRY_BUDGET = Setting.replacing("retrybudget", 20);
}
