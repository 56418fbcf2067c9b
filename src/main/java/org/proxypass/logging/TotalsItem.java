package org.proxypass.logging;

import org.jspecify.annotations.Nullable;

/** A part of a log line that is known only when the exchange is over. */
@FunctionalInterface
interface TotalsItem extends LogItem {
  /** Appends this part for an exchange with these {@code totals}. */
  void appendTotals(LoggedTotals totals, StringBuilder line);

  @Override
  default void append(LoggedExchange exchange, StringBuilder line) {
    appendTotals(exchange, line);
  }

  @Override
  default @Nullable TotalsItem later(LoggedExchange exchange) {
    return this;
  }
}
