package org.proxypass.tunnel;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.proxypass.exchange.ResponseBody;
import org.proxypass.exchange.UpgradedConnection;

/**
 * Bytes both ways between one client and one backend, fetched by a {@link RelayLoop}; where the
 * client's channel is not ours to read, its bytes are brought by the container's threads. Holds no
 * buffer.
 */
public final class Tunnel {
  /** How long a backend may keep silent when its client has sent everything (RFC 6455 §7.1.1). */
  private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final TunnelFacts facts;
  private final ResponseBody body;
  private final Object owner;
  private final Tunnels tunnels;
  private final RelayLoop loop;
  private final TunnelListener listener;
  private final ToBackend toBackend;
  private final ToClient toClient;
  private final TunnelClock clock;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile @Nullable ClientEnd client;
  private volatile @Nullable FromClient fromClient;

  Tunnel(
      TunnelFacts facts,
      ResponseBody body,
      UpgradedConnection backend,
      Tunnels tunnels,
      RelayLoop loop,
      TunnelListener listener) {
    this.facts = facts;
    this.body = body;
    this.owner = backend.owner();
    this.tunnels = tunnels;
    this.loop = loop;
    this.listener = listener;
    Farewell farewell = new Farewell(facts.protocol());
    this.toBackend = new ToBackend(backend, farewell);
    this.toClient = new ToClient(this, backend, farewell);
    this.clock = new TunnelClock(facts.idleTimeout());
  }

  /**
   * The container has handed the client's connection over: bytes flow from now on.
   *
   * @param source what the client sends; null when somebody brings it to {@link #fromClient}
   */
  public void start(ClientEnd clientEnd, @Nullable ClientSource source) {
    FromClient watched = source == null ? null : new FromClient(this, source);
    fromClient = watched;
    client = clientEnd;
    clock.start();
    if (ended.get()) {
      // Between the 101 and now: its client has not heard of it.
      sayGoingAway(clientEnd);
      clientEnd.finish();
      return;
    }
    loop.add(toClient);
    if (watched != null) {
      loop.add(watched);
    }
  }

  /**
   * The client sent bytes; returns when the backend's side has taken them.
   *
   * @return whether more may come: false when the tunnel is over
   */
  public boolean fromClient(byte[] bytes, int offset, int count) {
    try {
      toBackend.write(bytes, offset, count);
      touch();
      return true;
    } catch (IOException | RuntimeException broken) {
      end(EndReason.BACKEND_BROKE);
      return false;
    }
  }

  /**
   * The client sends nothing more. Tells the backend and returns when that has ended its side, too,
   * or kept silent for too long: a container would call us again and again for the same end.
   */
  public void clientFinished() {
    if (!finishBackend()) {
      return;
    }
    if (tunnels.beginDraining()) {
      try {
        awaitEndOfBackend();
      } finally {
        tunnels.endDraining();
      }
    }
    end(EndReason.CLIENT_CLOSED);
  }

  /** The client sends nothing more; the backend may go on as long as it is not silent. */
  void clientEnded() {
    FromClient watched = fromClient;
    if (watched != null) {
      loop.forget(watched);
    }
    if (finishBackend()) {
      clock.drain(DRAIN_NANOS);
    }
  }

  /** Tells the backend that nothing more comes; false when the tunnel is over. */
  private boolean finishBackend() {
    if (ended.get()) {
      return false;
    }
    try {
      toBackend.finish();
      touch();
      return true;
    } catch (IOException | UnsupportedOperationException broken) {
      end(EndReason.BACKEND_BROKE);
      return false;
    }
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

  /** Something went by. */
  void touch() {
    clock.touch();
  }

  /** The client's end; null while the container has not handed it over. */
  @Nullable ClientEnd client() {
    return client;
  }

  boolean isOver() {
    return ended.get();
  }

  /** See {@link UpgradedConnection#owner()}. */
  Object owner() {
    return owner;
  }

  /** Lets it live for {@code grace} at most. */
  void retire(Duration grace) {
    clock.retire(grace);
  }

  /** Ends it when one of its time limits has passed. Called now and then. */
  void check(long now) {
    FromClient watched = fromClient;
    if (watched != null) {
      watched.claim();
    }
    EndReason overdue = clock.overdue(now);
    if (overdue != null) {
      end(overdue);
    }
  }

  /** What it has carried so far. */
  public TunnelTraffic traffic() {
    return new TunnelTraffic(facts, clock.age(), toBackend.carried(), toClient.carried());
  }

  /** Ends both connections. Does nothing the second time. */
  void end(EndReason reason) {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    ClientEnd to = client;
    boolean clientStalls = reason.ours() && !toClient.turn().takeForGood();
    if (reason.ours()) {
      sayGoingAway(clientStalls ? null : to);
    }
    if (reason.abrupt()) {
      body.abort();
    } else {
      body.close();
    }
    loop.forget(toClient);
    FromClient watched = fromClient;
    if (watched != null) {
      // Before the container closes the channel, which is free when nobody watches it any more.
      loop.forget(watched);
    }
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

  /** A WebSocket is not just cut where neither of its ends wanted that (RFC 6455 §7.4.1). */
  private void sayGoingAway(@Nullable ClientEnd to) {
    try {
      if (to != null) {
        toClient.sayGoingAway(to);
      }
      toBackend.sayGoingAway();
    } catch (IOException | RuntimeException gone) {
      // It ends all the same; whoever ends it looks after other tunnels, too.
    }
  }
}
