package org.proxypass.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Sends all logging of the process to one stream, a line per record. Not a {@link
 * java.util.logging.ConsoleHandler}, whose formatter Tomcat would replace.
 */
final class StandardErrorLog extends Handler {
  /** Libraries that tell their life at INFO. */
  private static final List<String> QUIET = List.of("org.apache");

  /** Tomcat's own word on what a servlet threw. */
  private static final String CONTAINER = "org.apache.catalina.core.ContainerBase";

  /** Tomcat's warning of a slow seed for session ids, of which there are none here. */
  private static final String SESSION_IDS = "org.apache.catalina.util.SessionIdGeneratorBase";

  private final PrintStream first;
  private volatile PrintStream stream;

  /** Held because java.util.logging forgets a logger, and its level, that nobody holds. */
  private final List<Logger> quiet = QUIET.stream().map(Logger::getLogger).toList();

  /**
   * Creates the handler.
   *
   * @param stream where the lines go
   */
  StandardErrorLog(PrintStream stream) {
    this.stream = stream;
    this.first = stream;
    setFormatter(new LineFormatter());
  }

  /** Makes this the only handler of the process, and libraries tell no more than warnings. */
  void install() {
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    root.addHandler(this);
    quiet.forEach(logger -> logger.setLevel(Level.WARNING));
  }

  /** Sends records to {@code other} from now on; closes the file they went to before. */
  void writeTo(PrintStream other) {
    PrintStream before = stream;
    stream = other;
    if (before != first && before != other) {
      before.close();
    }
  }

  @Override
  public void publish(LogRecord record) {
    if (isLoggable(record)) {
      try {
        stream.print(getFormatter().format(record));
      } catch (RuntimeException e) {
        reportError("a log record could not be written", e, ErrorManager.FORMAT_FAILURE);
      }
    }
  }

  /**
   * The proxy throws an {@link IOException} into the container only to break a connection off, and
   * has told the reason by then; Tomcat would tell it again, as if it were a fault of a servlet.
   * What Tomcat warns of about sessions is of no use to anybody.
   */
  @Override
  public boolean isLoggable(LogRecord record) {
    boolean brokenOff =
        record.getThrown() instanceof IOException
            && String.valueOf(record.getLoggerName()).startsWith(CONTAINER);
    boolean aboutSessions =
        SESSION_IDS.equals(record.getLoggerName())
            && record.getLevel().intValue() < Level.SEVERE.intValue();
    return !brokenOff && !aboutSessions && super.isLoggable(record);
  }

  @Override
  public void flush() {
    stream.flush();
  }

  @Override
  public void close() {
    flush();
  }
}
