package org.proxypass.config;

import java.time.Duration;
import java.util.Set;

/** The parameters of a BalancerMember that concern its place among the others (httpd's names). */
public final class MemberSettings {
  private MemberSettings() {}

  /** {@code loadfactor}: the weight times 100, 100–10000. */
  public static final Setting<Integer> LOAD_FACTOR = Setting.replacing("loadfactor", 100);

  /** {@code route}: the sticky route id; empty for none. */
  public static final Setting<String> ROUTE = Setting.replacing("route", "");

  /** {@code redirect}: the route to use when this member is unusable; empty for none. */
  public static final Setting<String> REDIRECT = Setting.replacing("redirect", "");

  /** {@code lbset}: 0–99; lower sets are exhausted first. */
  public static final Setting<Integer> SET = Setting.replacing("lbset", 0);

  /** {@code status}: the flags it starts with. */
  public static final Setting<Set<MemberFlag>> STATUS = Setting.replacing("status", Set.of());

  /** {@code retry}: how long it stays in error before a request tries it again. */
  public static final Setting<Duration> RETRY = WorkerSettings.RETRY;

  /**
   * {@code slowstart}: how long a member that came back takes to get its whole share; zero for at
   * once. No parameter of httpd.
   */
  public static final Setting<Duration> SLOW_START = Setting.replacing("slowstart", Duration.ZERO);
}
