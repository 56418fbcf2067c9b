package org.proxypass.admin;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is counted of the requests, for as long as the application lives: a new configuration goes
 * on with the figures of the entries it has kept. Safe for many threads.
 */
public final class Statistics {
  private final ServerFigures server =
      new ServerFigures(System.nanoTime(), System.currentTimeMillis());
  private final Map<EntryName, EntryFigures> entries = new ConcurrentHashMap<>();

  /** What is counted of all requests. */
  public ServerFigures server() {
    return server;
  }

  /** The figures of {@code name}, which begin at zero when it is new. */
  public EntryFigures entry(EntryName name) {
    return entries.computeIfAbsent(name, added -> new EntryFigures());
  }

  /** Forgets all entries but those of {@code names}. */
  public void retain(Set<EntryName> names) {
    entries.keySet().retainAll(names);
  }

  /** An exchange begins. */
  public void begin() {
    server.begin();
  }

  /**
   * An exchange that began is over.
   *
   * @param entry whose it was
   * @param status that the client got
   * @param brokenOff whether its response was broken off
   * @param bodyBytes the bytes of its body that were sent
   * @param startNanos when it began, as {@link System#nanoTime}
   */
  public void end(
      EntryFigures entry, int status, boolean brokenOff, long bodyBytes, long startNanos) {
    long now = System.nanoTime();
    long micros = (now - startNanos) / 1000;
    server.end(status, brokenOff, bodyBytes, micros, now);
    entry.add(brokenOff || status >= 500, bodyBytes, micros);
  }
}
