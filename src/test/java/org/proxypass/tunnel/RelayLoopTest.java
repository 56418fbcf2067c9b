package org.proxypass.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proxypass.exchange.ResponseBody;
import org.proxypass.exchange.UpgradedConnection;

/** A loop and its tunnels when their surroundings fail. */
class RelayLoopTest {
  private final AtomicBoolean noThreads = new AtomicBoolean();
  private final Tunnels tunnels = new Tunnels();
  private RelayLoop loop;

  @BeforeEach
  void start() throws IOException {
    loop =
        new RelayLoop(
            task ->
                new Thread(task) {
                  @Override
                  public synchronized void start() {
                    if (noThreads.get()) {
                      throw new OutOfMemoryError("unable to create native thread");
                    }
                    super.start();
                  }
                });
  }

  @AfterEach
  void stop() {
    loop.close();
    tunnels.close();
  }

  private Tunnel tunnel(Backend backend) {
    TunnelFacts facts =
        new TunnelFacts("websocket", "127.0.0.1", "/", "http://b", Duration.ofSeconds(9));
    return new Tunnel(facts, backend, backend, tunnels, loop, TunnelListener.NONE);
  }

  @Test
  void goes_on_with_the_next_tunnel_when_there_was_no_thread_for_the_first() throws IOException {
    Client first = new Client(null);
    Client second = new Client(null);
    noThreads.set(true);
    tunnel(new Backend()).start(first, null);
    noThreads.set(false);
    tunnel(new Backend()).start(second, null);
    await().until(() -> first.written.get() == 1 && second.written.get() == 1);
  }

  @Test
  void outlives_a_container_that_throws_whatever_it_likes() throws IOException {
    Client odd = new Client(new NullPointerException("recycled"));
    Client other = new Client(null);
    Tunnel broken = tunnel(new Backend());
    broken.start(odd, null);
    await().until(broken::isOver);
    tunnel(new Backend()).start(other, null);
    await().until(() -> other.written.get() == 1);
    assertThat(odd.written).hasValue(0);
  }

  @Test
  void ends_a_tunnel_whose_container_throws_at_the_goodbye() throws IOException {
    Client odd = new Client(new NullPointerException("recycled"));
    Backend silent = new Backend();
    silent.pipe.source().read(ByteBuffer.allocate(1));
    Tunnel tunnel = tunnel(silent);
    tunnel.start(odd, null);
    tunnel.end(EndReason.GOING_AWAY);
    assertThat(odd.finished).isTrue();
  }

  /** Takes bytes, or throws. */
  private static final class Client implements ClientEnd {
    private final RuntimeException failure;
    private final AtomicInteger written = new AtomicInteger();
    private final AtomicBoolean finished = new AtomicBoolean();

    Client(RuntimeException failure) {
      this.failure = failure;
    }

    @Override
    public void write(byte[] source, int offset, int length) {
      if (failure != null) {
        throw failure;
      }
      written.addAndGet(length);
    }

    @Override
    public void finish() {
      finished.set(true);
    }

    @Override
    public void abort() {}
  }

  /** Sends one byte and then nothing. */
  private static final class Backend implements UpgradedConnection, ResponseBody {
    private final Pipe pipe = Pipe.open();

    Backend() throws IOException {
      pipe.source().configureBlocking(false);
      pipe.sink().write(ByteBuffer.wrap(new byte[1]));
    }

    @Override
    public int poll(byte[] target, int offset, int length) throws IOException {
      return pipe.source().read(ByteBuffer.wrap(target, offset, length));
    }

    @Override
    public boolean mayHoldMore() {
      return false;
    }

    @Override
    public SelectableChannel channel() {
      return pipe.source();
    }

    @Override
    public void write(byte[] source, int offset, int length) {}

    @Override
    public void shutdownOutput() {}

    @Override
    public String protocol() {
      return "test";
    }

    @Override
    public Duration timeout() {
      return Duration.ofSeconds(9);
    }

    @Override
    public Object owner() {
      return this;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      return -1;
    }

    @Override
    public boolean ready() {
      return true;
    }

    @Override
    public long remaining() {
      return 0;
    }

    @Override
    public void close() {}

    @Override
    public void abort() {}
  }
}
