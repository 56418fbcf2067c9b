package org.proxypass.logging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A compiled LogFormat (mod_log_config). Equal when the source is. Thread-safe. */
public final class LogFormat {
  private final String source;
  private final List<LogItem> items;

  private LogFormat(String source, List<LogItem> items) {
    this.source = source;
    this.items = List.copyOf(items);
  }

  /** Compiles {@code source}. */
  public static LogFormat compile(String source) throws LogFormatException {
    return new LogFormat(source, new LogFormatParser(source).parse());
  }

  /** Appends the line for {@code exchange}, without a line end. */
  public void append(LoggedExchange exchange, StringBuilder line) {
    for (LogItem item : items) {
      item.append(exchange, line);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LogFormat that && source.equals(that.source);
  }

  @Override
  public int hashCode() {
    return source.hashCode();
  }

  @Override
  public String toString() {
    return source;
  }
}
