package org.proxypass.tunnel;

import java.nio.channels.SelectableChannel;

/** One direction of a tunnel: what a {@link RelayLoop} fetches from one end and gives the other. */
interface Flow {

  /** What tells by its readiness that there is something to relay; in non-blocking mode. */
  SelectableChannel channel();

  /** Who may fetch from the channel now. */
  RelayTurn turn();

  /** Whether there will never be anything to relay any more. */
  boolean isOver();

  /**
   * Relays what is there; by the thread that has the turn.
   *
   * @param buffer of any content
   */
  Relayed relay(byte[] buffer);
}
