package org.proxypass.exchange;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;

/**
 * The connection to a backend behind its 101: nothing but bytes, in both directions, one thread for
 * each. Ended by ending the body of the response it came with.
 */
public interface UpgradedConnection {

  /**
   * Reads what is there, and never waits. Begins with what came in one packet with the 101.
   *
   * @return the number of bytes; 0 when there is none now; -1 when the backend sends nothing more
   * @throws IOException when the connection is broken
   */
  int poll(byte[] target, int offset, int length) throws IOException;

  /**
   * Whether {@link #poll} may have more when it filled less than it was asked for, though the
   * channel does not get readable: TLS keeps what it has decrypted.
   */
  boolean mayHoldMore();

  /**
   * Sends all of it at once, waiting for room no longer than {@link #timeout()}.
   *
   * @throws IOException when the connection is broken, or there was no room in time
   */
  void write(byte[] source, int offset, int length) throws IOException;

  /** Tells the backend that nothing more comes; what it still sends can be read. */
  void shutdownOutput() throws IOException;

  /**
   * The channel that gets readable when {@link #poll} has something new. In non-blocking mode; to
   * be watched and not to be read.
   */
  SelectableChannel channel();

  /** The protocol that both sides agreed on, as in the Upgrade field. */
  String protocol();

  /** How long a read from or write to this backend may wait (the worker's {@code timeout}). */
  Duration timeout();

  /** Who answers for the connection: the worker it belongs to. */
  Object owner();
}
