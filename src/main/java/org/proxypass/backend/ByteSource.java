package org.proxypass.backend;

import java.io.IOException;

/** Where bytes of a backend connection come from: the plain channel or the TLS layer over it. */
interface ByteSource {

  /**
   * Reads at least one byte, waiting for it up to the socket timeout.
   *
   * @return the number of bytes, or -1 at the end
   */
  int read(byte[] target, int offset, int length) throws IOException;

  /**
   * Reads what is there without waiting.
   *
   * @return the number of bytes, 0 when there is none now, or -1 at the end
   */
  int poll(byte[] target, int offset, int length) throws IOException;

  /** A lower bound of the bytes {@link #read} would return without waiting; costs little. */
  int available() throws IOException;
}
