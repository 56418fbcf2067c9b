package org.proxypass.logging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item for some statuses only, as in {@code %!200,304{Referer}i}; a dash for others.
 *
 * @param negated for all statuses but these
 */
record StatusItem(LogItem item, List<Integer> statuses, boolean negated) implements LogItem {

  @Override
  public void append(LoggedExchange exchange, StringBuilder line) {
    if (applies(exchange)) {
      item.append(exchange, line);
    } else {
      line.append('-');
    }
  }

  @Override
  public @Nullable TotalsItem later(LoggedExchange exchange) {
    return applies(exchange) ? item.later(exchange) : null;
  }

  private boolean applies(LoggedExchange exchange) {
    return statuses.contains(exchange.status()) != negated;
  }
}
