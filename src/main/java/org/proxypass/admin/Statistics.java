package org.proxypass.admin;

import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * What is counted of the requests, for as long as the application lives: a new configuration goes
 * on with the figures of the entries it has kept. Safe for many threads.
 */
public final class Statistics {
  private final ServerFigures server =
      new ServerFigures(System.nanoTime(), System.currentTimeMillis());
  private final Map<EntryName, EntryFigures> entries = new ConcurrentHashMap<>();
  private final AtomicInteger generation = new AtomicInteger();
  private volatile long configuredMillis = server.startMillis();
  private volatile Supplier<OptionalLong> idleThreads = OptionalLong::empty;
  private volatile Supplier<TunnelFigures> tunnels = () -> TunnelFigures.NONE;

  /** What is counted of all requests. */
  public ServerFigures server() {
    return server;
  }

  /** The figures of {@code name}, which begin at zero when it is new. */
  public EntryFigures entry(EntryName name) {
    return entries.computeIfAbsent(name, added -> new EntryFigures());
  }

  /**
   * Another configuration is in force from now on.
   *
   * @param names its entries; all others are forgotten
   */
  public void configured(Set<EntryName> names) {
    entries.keySet().retainAll(names);
    configuredMillis = System.currentTimeMillis();
    generation.incrementAndGet();
  }

  /** When the configuration came into force, in milliseconds since 1970. */
  public long configuredMillis() {
    return configuredMillis;
  }

  /** How many configurations have been in force. */
  public int generation() {
    return generation.get();
  }

  /** Says how the threads that wait for a request are counted. */
  public void setIdleThreads(Supplier<OptionalLong> source) {
    idleThreads = source;
  }

  /** Threads that wait for a request; empty where nobody knows. */
  public OptionalLong idleThreads() {
    return idleThreads.get();
  }

  /** Says how upgraded connections are counted. */
  public void setTunnels(Supplier<TunnelFigures> source) {
    tunnels = source;
  }

  /** What is counted of upgraded connections. */
  public TunnelFigures tunnels() {
    return tunnels.get();
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
