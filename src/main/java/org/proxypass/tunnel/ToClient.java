package org.proxypass.tunnel;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.util.concurrent.atomic.AtomicLong;
import org.proxypass.exchange.UpgradedConnection;

/** The direction to the client: what the backend sends. */
final class ToClient implements Flow {
  /** Pieces relayed in one go before other tunnels have their turn. */
  private static final int ROUNDS = 8;

  private final Tunnel tunnel;
  private final UpgradedConnection backend;
  private final Farewell farewell;
  private final RelayTurn turn = new RelayTurn();
  private final AtomicLong carried = new AtomicLong();

  /**
   * Relays from {@code backend}.
   *
   * @param farewell sees what goes by
   */
  ToClient(Tunnel tunnel, UpgradedConnection backend, Farewell farewell) {
    this.tunnel = tunnel;
    this.backend = backend;
    this.farewell = farewell;
  }

  /** The number of bytes so far. */
  long carried() {
    return carried.get();
  }

  @Override
  public SelectableChannel channel() {
    return backend.channel();
  }

  @Override
  public RelayTurn turn() {
    return turn;
  }

  @Override
  public boolean isOver() {
    return tunnel.isOver();
  }

  @Override
  public Relayed relay(byte[] buffer) {
    ClientEnd client = tunnel.client();
    if (client == null) {
      return Relayed.NOTHING;
    }
    for (int round = 0; round < ROUNDS; round++) {
      int count = poll(buffer);
      if (count <= 0 || tunnel.isOver()) {
        return Relayed.NOTHING;
      }
      carried.addAndGet(count);
      tunnel.touch();
      try {
        client.write(buffer, 0, count);
      } catch (IOException | RuntimeException gone) {
        // Whatever a container throws, the thread belongs to other tunnels, too.
        tunnel.end(EndReason.CLIENT_BROKE);
        return Relayed.NOTHING;
      }
      farewell.passFromBackend(buffer, 0, count);
      // The limit of silence begins when the client has taken it.
      tunnel.touch();
      if (count < buffer.length && !backend.mayHoldMore()) {
        return Relayed.ALL;
      }
    }
    return Relayed.PART;
  }

  private int poll(byte[] buffer) {
    try {
      int count = backend.poll(buffer, 0, buffer.length);
      if (count < 0) {
        tunnel.end(EndReason.BACKEND_CLOSED);
      }
      return count;
    } catch (IOException broken) {
      tunnel.end(EndReason.BACKEND_BROKE);
      return -1;
    }
  }

  /** Sends a Close frame where one may stand; by the thread that has the turn. */
  void sayGoingAway(ClientEnd client) throws IOException {
    farewell.sayTo(client);
  }
}
