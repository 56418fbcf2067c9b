package org.proxypass.webapp;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.function.LongConsumer;
import org.proxypass.exchange.Fault;

/** Reads one body from a client; what fails there are Faults of the client's side. */
final class ClientReads {
  private final InputStream client;
  private final LongConsumer received;
  private final ClientPace pace = new ClientPace();

  /** Reads {@code client}, and nobody counts. */
  ClientReads(InputStream client) {
    this(client, count -> {});
  }

  /**
   * Reads {@code client}.
   *
   * @param received told how many bytes every read brought
   */
  ClientReads(InputStream client, LongConsumer received) {
    this.client = client;
    this.received = received;
  }

  /**
   * Reads as {@link InputStream#read(byte[], int, int)}.
   *
   * @throws Fault when the body is cut, late or too slow
   */
  int read(byte[] buffer, int offset, int length) {
    try {
      int read = pace.read(client, buffer, offset, length);
      if (read > 0) {
        received.accept(read);
      }
      return read;
    } catch (IOException e) {
      throw cut(e);
    }
  }

  /** Whether the client has nothing to read now. */
  boolean pauses() {
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
