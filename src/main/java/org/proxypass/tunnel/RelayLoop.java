package org.proxypass.tunnel;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Watches the ends of many tunnels and relays what they send, on one thread: a byte costs no
 * hand-over to another thread, and an idle tunnel none at all. When the other end does not take
 * what it is sent, the thread waits for it; {@link #relieve} then lets another one lead the loop,
 * and the waiting one goes when its end is done.
 */
final class RelayLoop {
  private static final int BUFFER_BYTES = 32 * 1024;
  private static final long NOT_RELAYING = 0;

  private final Selector selector;
  private final ThreadFactory threads;
  private final Queue<Flow> arrivals = new ConcurrentLinkedQueue<>();
  private final Queue<Flow> ready = new ConcurrentLinkedQueue<>();
  private volatile @Nullable Thread leader;
  private volatile long relayingSince = NOT_RELAYING;
  private final AtomicLong relays = new AtomicLong();

  RelayLoop(ThreadFactory threads) throws IOException {
    this.selector = Selector.open();
    this.threads = threads;
  }

  /** Begins to watch {@code flow}, and relays what is there already. */
  void add(Flow flow) {
    arrivals.add(flow);
    if (leader == null) {
      lead(null);
    }
    selector.wakeup();
  }

  /**
   * Watches {@code flow} no more. A descriptor that is closed is free only when the selector has
   * looked again.
   */
  void forget(Flow flow) {
    SelectionKey key = flow.channel().keyFor(selector);
    if (key != null) {
      key.cancel();
    }
    selector.wakeup();
  }

  /** How often it has relayed something. */
  long relays() {
    return relays.get();
  }

  /** Lets another thread lead when the leader has been waiting for an end for {@code patience}. */
  void relieve(long nowNanos, long patienceNanos) {
    long since = relayingSince;
    if (since != NOT_RELAYING && nowNanos - since > patienceNanos) {
      lead(leader);
    }
  }

  private synchronized void lead(@Nullable Thread instead) {
    if (leader == instead && selector.isOpen()) {
      Thread next = threads.newThread(this::run);
      try {
        next.start();
      } catch (OutOfMemoryError noThread) {
        // The system has no thread left: who led so far leads on when its client is done.
        return;
      }
      relayingSince = NOT_RELAYING;
      leader = next;
    }
  }

  /** Waits for {@link #lead} to be done with it. */
  private synchronized boolean leads(Thread thread) {
    return leader == thread;
  }

  /** Ends the thread that leads. */
  synchronized void close() {
    leader = null;
    try {
      selector.close();
    } catch (IOException e) {
      // It is of no use any more.
    }
  }

  private void run() {
    Thread self = Thread.currentThread();
    if (!leads(self)) {
      return;
    }
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      while (leader == self) {
        if (ready.isEmpty()) {
          selector.select(this::isReadable);
        } else {
          selector.selectNow(this::isReadable);
        }
        watchArrivals();
        // Those that have more to relay come behind all others, and behind a look at the selector.
        for (int turns = ready.size(); turns > 0 && leader == self; turns--) {
          Flow next = ready.poll();
          if (next != null) {
            relay(next, buffer, self);
          }
        }
      }
    } catch (IOException | ClosedSelectorException closed) {
      // The server stops.
    }
  }

  private void isReadable(SelectionKey key) {
    Flow flow = (Flow) key.attachment();
    try {
      if (flow.turn().leaveWord()) {
        key.interestOps(0);
      } else {
        ready.add(flow);
      }
    } catch (CancelledKeyException ended) {
      // It is over.
    }
  }

  private void watchArrivals() {
    for (Flow flow = arrivals.poll(); flow != null; flow = arrivals.poll()) {
      try {
        SelectionKey key = flow.channel().register(selector, SelectionKey.OP_READ, flow);
        if (flow.isOver()) {
          key.cancel();
        } else {
          ready.add(flow);
        }
      } catch (ClosedChannelException | CancelledKeyException ended) {
        // It is over.
      }
    }
  }

  private void relay(Flow flow, byte[] buffer, Thread self) {
    if (flow.isOver() || !flow.turn().take()) {
      return;
    }
    relayingSince = System.nanoTime() | 1;
    Relayed relayed = flow.relay(buffer);
    while (relayed != Relayed.NOTHING && leader != self) {
      // The other end is slow and another thread leads: what is left, or comes at once, would only
      // hold up that one, too.
      relayed = flow.relay(buffer);
    }
    boolean awaited = flow.turn().leave();
    if (leader == self) {
      relayingSince = NOT_RELAYING;
      relays.lazySet(relays.get() + 1);
    }
    if (awaited) {
      arrivals.add(flow);
      selector.wakeup();
    } else if (relayed == Relayed.PART) {
      ready.add(flow);
    }
  }
}
