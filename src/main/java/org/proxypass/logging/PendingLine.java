package org.proxypass.logging;

import java.util.List;

/** A line that was begun before its exchange was over: text, and the gaps between. Thread-safe. */
public final class PendingLine {
  private final List<TotalsItem> parts;

  PendingLine(List<TotalsItem> parts) {
    this.parts = List.copyOf(parts);
  }

  /** Appends the line, without a line end, of the exchange that ended with {@code totals}. */
  public void append(LoggedTotals totals, StringBuilder line) {
    for (TotalsItem part : parts) {
      part.appendTotals(totals, line);
    }
  }
}
