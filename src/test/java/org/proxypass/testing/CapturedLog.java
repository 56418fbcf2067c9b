package org.proxypass.testing;

import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What is logged below one logger name while a test runs. */
public final class CapturedLog extends Handler {
  private final Logger logger;
  private final StringBuffer lines = new StringBuffer();

  private CapturedLog(Logger logger) {
    this.logger = logger;
    setFormatter(new SimpleFormatter());
  }

  /** Begins to listen below {@code name}. */
  public static CapturedLog start(String name) {
    CapturedLog log = new CapturedLog(Logger.getLogger(name));
    log.logger.addHandler(log);
    return log;
  }

  /** Ends listening. */
  public void stop() {
    logger.removeHandler(this);
  }

  /** Everything logged so far. */
  public String text() {
    return lines.toString();
  }

  @Override
  public void publish(LogRecord logged) {
    lines.append(getFormatter().format(logged));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
