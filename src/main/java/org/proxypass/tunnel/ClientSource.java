package org.proxypass.tunnel;

import java.io.IOException;
import java.nio.channels.SelectableChannel;

/** What a client sends, where we can fetch it ourselves instead of being brought it. */
public interface ClientSource {

  /** Gets readable when {@link #poll} has something new; in non-blocking mode. */
  SelectableChannel channel();

  /**
   * Reads what is there, and never waits. One thread at a time. When it fills less than {@code
   * length} the readiness of the channel tells the rest.
   *
   * @return the number of bytes; 0 when there is none now; -1 when the client sends nothing more
   * @throws IOException when the connection is broken
   */
  int poll(byte[] target, int offset, int length) throws IOException;

  /**
   * Keeps the container from watching the same channel, which it may begin to do again. Any thread,
   * cheap, never throws.
   */
  void claim();
}
