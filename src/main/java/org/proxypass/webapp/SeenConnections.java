package org.proxypass.webapp;

import java.util.LinkedHashMap;
import java.util.Map;

/** Which client connections have been seen; forgets the oldest, which then count as new. */
final class SeenConnections {
  private static final int REMEMBERED = 10_000;

  private final Map<String, Boolean> seen =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Whether {@code connectionId} comes for the first time; one without name always does. */
  synchronized boolean isFirst(String connectionId) {
    return connectionId.isEmpty() || seen.put(connectionId, true) == null;
  }
}
