package org.proxypass.launcher;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.proxypass.config.LogLevelRule;
import org.proxypass.config.LogSettings;
import org.proxypass.config.ProxyConfig;

/** Lets the log of the process follow ErrorLog and LogLevel. */
final class LogControl {
  private final StandardErrorLog log;
  private final PrintStream standardError;

  /** Held because java.util.logging forgets a logger, and its level, that nobody holds. */
  private final Map<String, Logger> loggers = new HashMap<>();

  /**
   * Creates the control.
   *
   * @param standardError where records go without ErrorLog
   */
  LogControl(StandardErrorLog log, PrintStream standardError) {
    this.log = log;
    this.standardError = standardError;
  }

  /**
   * Follows {@code config} from now on.
   *
   * @throws LaunchException when the file of ErrorLog cannot be written
   */
  void follow(ProxyConfig config) throws LaunchException {
    follow(config, () -> {});
  }

  /** What else follows a configuration. */
  @FunctionalInterface
  interface Follower {
    /** Follows it, or throws and has changed nothing. */
    void follow() throws LaunchException;
  }

  /**
   * As {@link #follow(ProxyConfig)}, together with {@code other}: both do, or none.
   *
   * @throws LaunchException when one of them cannot
   */
  void follow(ProxyConfig config, Follower other) throws LaunchException {
    Optional<Path> file = config.global().get(LogSettings.ERROR_LOG);
    PrintStream stream = file.isPresent() ? open(file.get()) : standardError;
    boolean complete = false;
    try {
      other.follow();
      complete = true;
    } finally {
      if (!complete && file.isPresent()) {
        stream.close();
      }
    }
    log.writeTo(stream);
    loggers.values().forEach(logger -> logger.setLevel(null));
    for (LogLevelRule rule : config.global().get(LogSettings.LEVELS)) {
      loggers.computeIfAbsent(rule.logger(), Logger::getLogger).setLevel(level(rule.severity()));
    }
  }

  private static PrintStream open(Path file) throws LaunchException {
    try {
      return new PrintStream(
          new FileOutputStream(file.toFile(), true), true, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new LaunchException("ErrorLog: cannot write " + e.getMessage(), e);
    }
  }

  private static Level level(LogLevelRule.Severity severity) {
    return switch (severity) {
      case ERROR -> Level.SEVERE;
      case WARN -> Level.WARNING;
      case INFO -> Level.INFO;
      case DEBUG -> Level.FINE;
      case TRACE -> Level.FINEST;
    };
  }
}
