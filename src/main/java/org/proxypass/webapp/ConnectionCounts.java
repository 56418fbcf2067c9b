package org.proxypass.webapp;

import java.util.LinkedHashMap;
import java.util.Map;

/** How many requests client connections carried; forgets the oldest, which then count anew. */
final class ConnectionCounts {
  private static final int REMEMBERED = 10_000;

  private final Map<String, Integer> counts =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Counts one more on {@code connectionId}, and tells how many there were before. */
  synchronized int countedBefore(String connectionId) {
    return connectionId.isEmpty() ? 0 : counts.merge(connectionId, 1, Integer::sum) - 1;
  }
}
