package org.proxypass.logging;

import org.jspecify.annotations.Nullable;

/** An item for some statuses only, as in {@code %!200,304{Referer}i}; a dash for others. */
final class StatusItem implements LogItem {
  private final LogItem item;
  private final int[] statuses;
  private final boolean negated;

  /**
   * Restricts {@code item} to {@code statuses}.
   *
   * @param negated to all statuses but these instead
   */
  StatusItem(LogItem item, int[] statuses, boolean negated) {
    this.item = item;
    this.statuses = statuses.clone();
    this.negated = negated;
  }

  @Override
  public void append(LoggedExchange exchange, StringBuilder line) {
    if (applies(exchange.status())) {
      item.append(exchange, line);
    } else {
      line.append('-');
    }
  }

  @Override
  public @Nullable TotalsItem later(LoggedExchange exchange) {
    return applies(exchange.status()) ? item.later(exchange) : null;
  }

  private boolean applies(int status) {
    for (int each : statuses) {
      if (each == status) {
        return !negated;
      }
    }
    return negated;
  }
}
