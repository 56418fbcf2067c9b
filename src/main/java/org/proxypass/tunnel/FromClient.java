package org.proxypass.tunnel;

import java.io.IOException;
import java.nio.channels.SelectableChannel;

/** The direction from a client whose bytes we fetch ourselves. */
final class FromClient implements Flow {
  /** Pieces relayed in one go before other tunnels have their turn. */
  private static final int ROUNDS = 8;

  private final Tunnel tunnel;
  private final ClientSource source;
  private final RelayTurn turn = new RelayTurn();
  private volatile boolean finished;

  FromClient(Tunnel tunnel, ClientSource source) {
    this.tunnel = tunnel;
    this.source = source;
  }

  @Override
  public SelectableChannel channel() {
    return source.channel();
  }

  @Override
  public RelayTurn turn() {
    return turn;
  }

  @Override
  public boolean isOver() {
    return finished || tunnel.isOver();
  }

  /** Keeps the container away from the channel. */
  void claim() {
    source.claim();
  }

  @Override
  public Relayed relay(byte[] buffer) {
    source.claim();
    for (int round = 0; round < ROUNDS; round++) {
      int count = poll(buffer);
      if (count <= 0 || !tunnel.fromClient(buffer, 0, count)) {
        return Relayed.NOTHING;
      }
      if (count < buffer.length) {
        return Relayed.ALL;
      }
    }
    return Relayed.PART;
  }

  private int poll(byte[] buffer) {
    try {
      int count = source.poll(buffer, 0, buffer.length);
      if (count < 0) {
        finished = true;
        tunnel.clientEnded();
      }
      return count;
    } catch (IOException | RuntimeException broken) {
      finished = true;
      tunnel.clientBroke();
      return -1;
    }
  }
}
