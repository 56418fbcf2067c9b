package org.proxypass.logging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A compiled LogFormat (mod_log_config). Equal when the source is. Thread-safe. */
public final class LogFormat {
  private final String source;
  private final List<LogItem> items;

  private final boolean countsRequests;

  private LogFormat(String source, List<LogItem> items, boolean countsRequests) {
    this.source = source;
    this.items = List.copyOf(items);
    this.countsRequests = countsRequests;
  }

  /** Compiles {@code source}. */
  public static LogFormat compile(String source) throws LogFormatException {
    LogFormatParser parser = new LogFormatParser(source);
    return new LogFormat(source, parser.parse(), parser.countsRequests());
  }

  /** Whether {@link LoggedExchange#requestsBefore()} is asked for. */
  public boolean countsRequests() {
    return countsRequests;
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
