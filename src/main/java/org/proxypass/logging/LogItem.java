package org.proxypass.logging;

/** A part of a log line. */
@FunctionalInterface
interface LogItem {
  /** Appends this part for {@code exchange}. */
  void append(LoggedExchange exchange, StringBuilder line);
}
