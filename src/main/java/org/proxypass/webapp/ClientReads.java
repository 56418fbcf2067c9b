package org.proxypass.webapp;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import org.proxypass.exchange.Fault;

/** Reads from a client whose failures are Faults of the client's side. */
final class ClientReads {
  private ClientReads() {}

  /** Reads as {@link InputStream#read(byte[], int, int)}. */
  static int read(InputStream client, byte[] buffer, int offset, int length) {
    try {
      return client.read(buffer, offset, length);
    } catch (IOException e) {
      throw cut(e);
    }
  }

  /** Whether the client has nothing to read now. */
  static boolean pauses(InputStream client) {
    try {
      return client.available() == 0;
    } catch (IOException e) {
      throw cut(e);
    }
  }

  /** What a failed read means. */
  static Fault cut(IOException e) {
    if (e instanceof SocketTimeoutException || e.getCause() instanceof SocketTimeoutException) {
      return Fault.client(408, "the client did not send its request body in time", e);
    }
    return Fault.client(400, "the client's request body was cut: " + e.getMessage(), e);
  }
}
