package org.proxypass.logging;

import java.util.ArrayList;
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

  /** Begins the line for an {@code exchange} that goes on; nothing of it is kept. */
  public PendingLine begin(LoggedExchange exchange) {
    List<TotalsItem> parts = new ArrayList<>();
    StringBuilder known = new StringBuilder();
    for (LogItem item : items) {
      TotalsItem later = item.later(exchange);
      if (later == null) {
        item.append(exchange, known);
      } else {
        parts.add(text(known.toString()));
        parts.add(later);
        known.setLength(0);
      }
    }
    parts.add(text(known.toString()));
    return new PendingLine(parts);
  }

  private static TotalsItem text(String text) {
    return (totals, line) -> line.append(text);
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
