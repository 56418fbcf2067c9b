package org.proxypass.tunnel;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.proxypass.exchange.ResponseBody;
import org.proxypass.exchange.UpgradedConnection;

/**
 * Bytes both ways between one client and one backend. What the client sends is brought by the
 * container's threads, what the backend sends is fetched by a {@link BackendLoop}. Holds no buffer.
 */
public final class Tunnel {
  /** Pieces relayed in one go before other tunnels have their turn. */
  private static final int ROUNDS = 8;

  /** How long a backend may keep silent when its client has sent everything (RFC 6455 §7.1.1). */
  private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final TunnelFacts facts;
  private final ResponseBody body;
  private final UpgradedConnection backend;
  private final Tunnels tunnels;
  private final BackendLoop loop;
  private final TunnelListener listener;
  private final RelayTurn turn = new RelayTurn();
  private final ReentrantLock toBackend = new ReentrantLock();
  private final Farewell farewell;
  private final TunnelClock clock;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicLong fromClient = new AtomicLong();
  private final AtomicLong fromBackend = new AtomicLong();
  private volatile @Nullable ClientEnd client;

  Tunnel(
      TunnelFacts facts,
      ResponseBody body,
      UpgradedConnection backend,
      Tunnels tunnels,
      BackendLoop loop,
      TunnelListener listener) {
    this.facts = facts;
    this.body = body;
    this.backend = backend;
    this.tunnels = tunnels;
    this.loop = loop;
    this.listener = listener;
    this.farewell = new Farewell(facts.protocol());
    this.clock = new TunnelClock(facts.idleTimeout());
  }

  /** The container has handed the client's connection over: bytes flow from now on. */
  public void start(ClientEnd clientEnd) {
    client = clientEnd;
    clock.start();
    if (ended.get()) {
      clientEnd.finish();
    } else {
      loop.add(this);
    }
  }

  /**
   * The client sent bytes; returns when the backend's side has taken them.
   *
   * @return whether more may come: false when the tunnel is over
   */
  public boolean fromClient(byte[] bytes, int offset, int count) {
    toBackend.lock();
    try {
      backend.write(bytes, offset, count);
      farewell.passFromClient(bytes, offset, count);
      fromClient.addAndGet(count);
      clock.touch();
      return true;
    } catch (IOException broken) {
      end(EndReason.BACKEND_BROKE);
      return false;
    } finally {
      toBackend.unlock();
    }
  }

  /**
   * The client sends nothing more. Tells the backend and returns when that has ended its side, too,
   * or kept silent for too long: a container would call us again and again for the same end.
   */
  public void clientFinished() {
    if (ended.get()) {
      return;
    }
    try {
      toBackend.lock();
      try {
        backend.shutdownOutput();
      } finally {
        toBackend.unlock();
      }
    } catch (IOException | UnsupportedOperationException broken) {
      end(EndReason.BACKEND_BROKE);
      return;
    }
    clock.touch();
    if (tunnels.beginDraining()) {
      try {
        awaitEndOfBackend();
      } finally {
        tunnels.endDraining();
      }
    }
    end(EndReason.CLIENT_CLOSED);
  }

  private void awaitEndOfBackend() {
    try {
      long left = DRAIN_NANOS;
      while (left > 0 && !over.await(left, TimeUnit.NANOSECONDS)) {
        left = clock.leftOf(DRAIN_NANOS);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** The client's connection broke. */
  public void clientBroke() {
    end(EndReason.CLIENT_BROKE);
  }

  /**
   * Relays what the backend has sent.
   *
   * @return whether there may be more that the channel's readiness does not tell
   */
  boolean relay(byte[] buffer) {
    ClientEnd to = client;
    if (to == null) {
      return false;
    }
    for (int round = 0; round < ROUNDS; round++) {
      int count = poll(buffer);
      if (count <= 0 || ended.get()) {
        return false;
      }
      fromBackend.addAndGet(count);
      clock.touch();
      try {
        to.write(buffer, 0, count);
      } catch (IOException | RuntimeException gone) {
        // Whatever a container throws, the thread belongs to other tunnels, too.
        end(EndReason.CLIENT_BROKE);
        return false;
      }
      farewell.passFromBackend(buffer, 0, count);
      // The limit of silence begins when the client has taken it.
      clock.touch();
    }
    return true;
  }

  private int poll(byte[] buffer) {
    try {
      int count = backend.poll(buffer, 0, buffer.length);
      if (count < 0) {
        end(EndReason.BACKEND_CLOSED);
      }
      return count;
    } catch (IOException broken) {
      end(EndReason.BACKEND_BROKE);
      return -1;
    }
  }

  /** Who may fetch from the backend now. */
  RelayTurn turn() {
    return turn;
  }

  /** What its loop watches. */
  SelectableChannel channel() {
    return backend.channel();
  }

  boolean isOver() {
    return ended.get();
  }

  /** See {@link UpgradedConnection#owner()}. */
  Object owner() {
    return backend.owner();
  }

  /** Lets it live for {@code grace} at most. */
  void retire(Duration grace) {
    clock.retire(grace);
  }

  /** Ends it when one of its time limits has passed. */
  void endIfOverdue(long now) {
    EndReason overdue = clock.overdue(now);
    if (overdue != null) {
      end(overdue);
    }
  }

  /** What it has carried so far. */
  public TunnelTraffic traffic() {
    return new TunnelTraffic(facts, clock.age(), fromClient.get(), fromBackend.get());
  }

  /** Ends both connections. Does nothing the second time. */
  void end(EndReason reason) {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    ClientEnd to = client;
    boolean clientStalls = reason.ours() && !turn.takeForGood();
    if (reason.ours()) {
      sayGoingAway(clientStalls ? null : to);
    }
    if (reason.abrupt()) {
      body.abort();
    } else {
      body.close();
    }
    loop.forget();
    if (to != null) {
      if (clientStalls) {
        to.abort();
      } else {
        to.finish();
      }
    }
    over.countDown();
    tunnels.remove(this);
    listener.ended(traffic(), reason);
  }

  private void sayGoingAway(@Nullable ClientEnd to) {
    try {
      if (to != null) {
        farewell.sayTo(to);
      }
      if (toBackend.tryLock()) {
        try {
          farewell.sayTo(backend);
        } finally {
          toBackend.unlock();
        }
      }
    } catch (IOException | RuntimeException gone) {
      // It ends all the same; whoever ends it looks after other tunnels, too.
    }
  }
}
