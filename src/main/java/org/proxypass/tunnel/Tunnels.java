package org.proxypass.tunnel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.proxypass.exchange.ResponseBody;
import org.proxypass.exchange.UpgradedConnection;

/** All tunnels that are open, and the few threads they share. Safe for many threads. */
public final class Tunnels implements AutoCloseable {
  private static final int MOST_LOOPS = 4;

  /** Container threads that may wait at one time for backends whose clients sent everything. */
  private static final int MOST_DRAINING = 64;

  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);
  private static final long CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Set<Tunnel> live = ConcurrentHashMap.newKeySet();
  private final List<TunnelListener> listeners = new CopyOnWriteArrayList<>();
  private final List<RelayLoop> loops = new CopyOnWriteArrayList<>();
  private final TunnelMonitor monitor = new TunnelMonitor(live, loops);
  private final Semaphore draining = new Semaphore(MOST_DRAINING);
  private final AtomicInteger heldByContainer = new AtomicInteger();
  private final AtomicInteger threadNumber = new AtomicInteger();
  private final AtomicLong opened = new AtomicLong();
  private final LongAdder endedFromClients = new LongAdder();
  private final LongAdder endedFromBackends = new LongAdder();
  private volatile boolean closed;

  /** Starts nothing before the first tunnel opens. */
  public Tunnels() {}

  /** Lets {@code listener} hear of the end of every tunnel. */
  public void addListener(TunnelListener listener) {
    listeners.add(listener);
  }

  /**
   * Makes the tunnel behind a 101; its bytes flow from {@link Tunnel#start} on.
   *
   * @param body of the 101; the tunnel ends it
   * @param listener hears of the end of this tunnel
   */
  public Tunnel open(
      TunnelFacts facts, ResponseBody body, UpgradedConnection backend, TunnelListener listener) {
    long number = opened.getAndIncrement();
    RelayLoop loop = loop(number);
    Tunnel tunnel =
        new Tunnel(
            facts,
            body,
            backend,
            this,
            loop,
            (traffic, reason) -> {
              listener.ended(traffic, reason);
              listeners.forEach(each -> each.ended(traffic, reason));
            });
    live.add(tunnel);
    monitor.awake();
    if (closed) {
      tunnel.end(EndReason.GOING_AWAY);
    }
    return tunnel;
  }

  private synchronized RelayLoop loop(long number) {
    if (loops.isEmpty()) {
      // All or nothing: who finds loops relies on the monitor.
      loops.addAll(newLoops());
      newThread(monitor).start();
    }
    return loops.get((int) (number % loops.size()));
  }

  private List<RelayLoop> newLoops() {
    int count = Math.min(MOST_LOOPS, 1 + Runtime.getRuntime().availableProcessors() / 2);
    List<RelayLoop> made = new ArrayList<>();
    try {
      while (made.size() < count) {
        made.add(new RelayLoop(this::newThread));
      }
      return made;
    } catch (IOException e) {
      made.forEach(RelayLoop::close);
      throw new UncheckedIOException("cannot watch tunnels", e);
    }
  }

  /** What each open one has carried so far, in no order. */
  public List<TunnelTraffic> traffic() {
    return live.stream().map(Tunnel::traffic).toList();
  }

  /**
   * Lets the tunnels of one worker live for {@code grace} at most, as when a worker was taken out
   * of the configuration.
   *
   * @param owner the worker, by identity
   */
  public void closeOf(Object owner, Duration grace) {
    live.stream().filter(tunnel -> tunnel.owner() == owner).forEach(tunnel -> tunnel.retire(grace));
  }

  /**
   * Ends all tunnels, and waits until the container has let go of them. Others may be opened
   * afterwards.
   *
   * @param patience the longest time to wait
   */
  public void closeAll(EndReason reason, Duration patience) {
    live.forEach(tunnel -> tunnel.end(reason));
    long start = System.nanoTime();
    while (heldByContainer.get() > 0
        && System.nanoTime() - start < patience.toNanos()
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(CHECK_NANOS);
    }
  }

  /** Ends all tunnels and every thread; a tunnel that is opened afterwards ends at once. */
  @Override
  public void close() {
    closed = true;
    closeAll(EndReason.GOING_AWAY, CLOSE_PATIENCE);
    monitor.stop();
    loops.forEach(RelayLoop::close);
  }

  /** The container took a connection out of HTTP. */
  public void containerHolds() {
    heldByContainer.incrementAndGet();
  }

  /** The container is done with a connection. */
  public void containerReleased() {
    heldByContainer.decrementAndGet();
  }

  /** Takes {@code tunnel} out and keeps what it carried. */
  void remove(Tunnel tunnel) {
    if (live.remove(tunnel)) {
      TunnelTraffic traffic = tunnel.traffic();
      endedFromClients.add(traffic.fromClient());
      endedFromBackends.add(traffic.fromBackend());
    }
  }

  /** What all of them carried since the start. */
  public TunnelTotals totals() {
    long open = 0;
    long fromClients = endedFromClients.sum();
    long fromBackends = endedFromBackends.sum();
    for (Tunnel tunnel : live) {
      TunnelTraffic traffic = tunnel.traffic();
      open++;
      fromClients += traffic.fromClient();
      fromBackends += traffic.fromBackend();
    }
    return new TunnelTotals(open, opened.get(), fromClients, fromBackends);
  }

  /** Whether one more thread may wait for the end of a backend. */
  boolean beginDraining() {
    return draining.tryAcquire();
  }

  void endDraining() {
    draining.release();
  }

  private Thread newThread(Runnable task) {
    Thread thread = new Thread(task, "tunnel-" + threadNumber.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}
