package org.proxypass.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Settings of the process and of one host that are not about a single path. */
public final class ServerSettings {
  private ServerSettings() {}

  /** {@code Timeout}: client I/O, and the backend's where nothing else is set. */
  public static final Setting<Duration> TIMEOUT =
      Setting.replacing("Timeout", Duration.ofSeconds(60));

  /** {@code ProxyTimeout}: inactivity on a backend socket; empty means {@link #TIMEOUT}. */
  public static final Setting<Optional<Duration>> PROXY_TIMEOUT =
      Setting.replacing("ProxyTimeout", Optional.empty());

  /** {@code GracefulShutdownTimeout}: how long a stop waits for exchanges in flight. */
  public static final Setting<Duration> GRACEFUL_SHUTDOWN_TIMEOUT =
      Setting.replacing("GracefulShutdownTimeout", Duration.ofSeconds(30));

  /** {@code ProxyReload}: whether a change of the configuration files is applied at once. */
  public static final Setting<Boolean> RELOAD = Setting.replacing("ProxyReload", true);

  /** {@code DocumentRoot}: local files for paths that are not proxied; empty means none. */
  public static final Setting<Optional<Path>> DOCUMENT_ROOT =
      Setting.replacing("DocumentRoot", Optional.empty());
}
