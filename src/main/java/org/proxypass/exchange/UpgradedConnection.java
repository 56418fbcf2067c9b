package org.proxypass.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/**
 * The connection to a backend behind its 101: nothing but bytes, in both directions. Ended by
 * ending the body of the response it came with.
 */
public interface UpgradedConnection {

  /** What the backend sends; begins with what came in one packet with its 101. */
  InputStream input();

  /** To the backend; every write goes out at once. */
  OutputStream output();

  /** Tells the backend that nothing more comes; what it still sends can be read. */
  void shutdownOutput() throws IOException;

  /**
   * How long a read from {@link #input()} waits before it throws {@link
   * java.net.SocketTimeoutException}.
   *
   * @param limit zero waits for ever
   */
  void setReadTimeout(Duration limit) throws IOException;
}
