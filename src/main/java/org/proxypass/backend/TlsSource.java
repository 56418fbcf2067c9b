package org.proxypass.backend;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** The decrypted bytes of a TLS connection. */
final class TlsSource implements ByteSource {
  private static final int POLL_MILLIS = 1;

  private final SSLSocket socket;
  private final InputStream decrypted;
  private final TransportInput encrypted;

  TlsSource(SSLSocket socket, TransportInput encrypted) throws IOException {
    this.socket = socket;
    this.decrypted = socket.getInputStream();
    this.encrypted = encrypted;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = decrypted.read(target, offset, length);
    // The JDK takes a connection cut by anybody on the way for a clean end.
    if (count < 0 && encrypted.ended()) {
      throw new SSLException("the connection ended without close_notify");
    }
    return count;
  }

  @Override
  public int poll(byte[] target, int offset, int length) throws IOException {
    if (decrypted.available() == 0) {
      int waiting = encrypted.poll();
      if (waiting <= 0) {
        return waiting;
      }
    }
    // What waits may be a session ticket, which is no byte of ours.
    int timeout = socket.getSoTimeout();
    socket.setSoTimeout(POLL_MILLIS);
    try {
      return readOrNothing(target, offset, length);
    } finally {
      socket.setSoTimeout(timeout);
    }
  }

  /** As {@link #poll} over a socket whose reads never wait; leaves the timeout to the writer. */
  int pollNonBlocking(byte[] target, int offset, int length) throws IOException {
    if (decrypted.available() == 0) {
      int waiting = encrypted.poll();
      if (waiting <= 0) {
        return waiting;
      }
    }
    return readOrNothing(target, offset, length);
  }

  private int readOrNothing(byte[] target, int offset, int length) throws IOException {
    try {
      return read(target, offset, length);
    } catch (SocketTimeoutException nothingYet) {
      return 0;
    }
  }

  @Override
  public int available() throws IOException {
    return decrypted.available();
  }
}
