package org.proxypass.logging;

import org.jspecify.annotations.Nullable;

/** A part of a log line. */
@FunctionalInterface
interface LogItem {
  /** Appends this part for {@code exchange}. */
  void append(LoggedExchange exchange, StringBuilder line);

  /** What of this part is known only at the end of {@code exchange}; null for nothing. */
  default @Nullable TotalsItem later(LoggedExchange exchange) {
    return null;
  }
}
