package org.proxypass.tunnel;

import java.io.IOException;

/** The client's connection, seen from its tunnel. */
public interface ClientEnd {

  /**
   * Sends all of it at once, waiting for room. One thread at a time.
   *
   * @throws IOException when the client is gone or takes nothing for too long
   */
  void write(byte[] source, int offset, int length) throws IOException;

  /** Ends the connection behind what was written. Any thread, never waits, never throws. */
  void finish();

  /** Ends the connection at once: the client takes nothing any more. Never throws. */
  void abort();
}
