package org.proxypass.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The worker parameters of ProxyPass, under their httpd names. */
public final class WorkerSettings {
  private WorkerSettings() {}

  /** {@code connectiontimeout}: the TCP connect; empty means {@link #TIMEOUT}. */
  public static final Setting<Optional<Duration>> CONNECTION_TIMEOUT =
      Setting.replacing("connectiontimeout", Optional.empty());

  /** {@code timeout}: inactivity of one read or write; empty means ProxyTimeout. */
  public static final Setting<Optional<Duration>> TIMEOUT =
      Setting.replacing("timeout", Optional.empty());

  /** {@code ttl}: an idle connection older than this is not used again; empty means no limit. */
  public static final Setting<Optional<Duration>> TTL = Setting.replacing("ttl", Optional.empty());

  /** {@code max}: connections at the same time; empty means no limit of ours. */
  public static final Setting<Optional<Integer>> MAX = Setting.replacing("max", Optional.empty());

  /** {@code acquire}: how long to wait for a free connection; empty waits for ever. */
  public static final Setting<Optional<Duration>> ACQUIRE =
      Setting.replacing("acquire", Optional.empty());

  /** {@code disablereuse} / {@code enablereuse}: whether connections go back to the pool. */
  public static final Setting<Boolean> REUSE = Setting.replacing("enablereuse", true);

  /** {@code keepalive}: SO_KEEPALIVE on the backend socket. */
  public static final Setting<Boolean> KEEPALIVE = Setting.replacing("keepalive", false);

  /** {@code retry}: how long a member stays in error. Only a balancer reads it. */
  public static final Setting<Duration> RETRY = Setting.replacing("retry", Duration.ofSeconds(60));

  /** {@code responsefieldsize}: the longest status or field line, in bytes. */
  public static final Setting<Integer> RESPONSE_FIELD_SIZE =
      Setting.replacing("responsefieldsize", 8192);

  /** {@code unix:/path|} in front of the URL: the socket of the backend; empty for TCP. */
  public static final Setting<Optional<Path>> UNIX_SOCKET =
      Setting.replacing("unix", Optional.empty());

  /**
   * {@code addressttl}: how long a resolved address is believed; empty means as long as its
   * connections work.
   */
  public static final Setting<Optional<Duration>> ADDRESS_TTL =
      Setting.replacing("addressttl", Optional.empty());

  /**
   * {@code addresses}: whether requests go to all addresses of the name in turn instead of the
   * first that answers. None of httpd's.
   */
  public static final Setting<Boolean> ALL_ADDRESSES = Setting.replacing("addresses", false);

  /** {@code min}: connections that are not closed for being idle; {@link #TTL} counts more. */
  public static final Setting<Integer> MIN = Setting.replacing("min", 0);

  /**
   * {@code smax}: idle connections above this number are closed after {@link #TTL}, or at once
   * where there is none.
   */
  public static final Setting<Optional<Integer>> SMAX = Setting.replacing("smax", Optional.empty());

  /**
   * {@code ping}: a request with a body asks by {@code Expect: 100-continue} first and waits this
   * long; empty: it does not ask.
   */
  public static final Setting<Optional<Duration>> PING =
      Setting.replacing("ping", Optional.empty());

  /** {@code upgrade}: the protocols a connection may change to. */
  public static final Setting<UpgradeProtocols> UPGRADE =
      Setting.replacing("upgrade", UpgradeProtocols.NONE);
}
