package org.proxypass.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Settings of logs, and of what the server says about itself. */
public final class LogSettings {
  private LogSettings() {}

  /**
   * {@code CustomLog}, {@code TransferLog}; a host with one of its own has none of the server's.
   */
  public static final Setting<List<AccessLogSpec>> ACCESS_LOGS =
      Setting.replacing("CustomLog", List.of());

  /** {@code ErrorLog}: the file of the process' log; empty means the standard error output. */
  public static final Setting<Optional<Path>> ERROR_LOG =
      Setting.replacing("ErrorLog", Optional.empty());

  /** {@code LogLevel}, in the order of the configuration. */
  public static final Setting<List<LogLevelRule>> LEVELS = Setting.replacing("LogLevel", List.of());

  /** {@code ServerAdmin}: an address or URL; empty means that pages name nobody. */
  public static final Setting<Optional<String>> ADMINISTRATOR =
      Setting.replacing("ServerAdmin", Optional.empty());

  /** {@code ServerSignature}. */
  public static final Setting<Signature> SIGNATURE =
      Setting.replacing("ServerSignature", Signature.OFF);

  /** The last line of pages of our own. */
  public enum Signature {
    /** There is none. */
    OFF,
    /** It names the server. */
    ON,
    /** It names the server and links to the administrator. */
    EMAIL
  }
}
