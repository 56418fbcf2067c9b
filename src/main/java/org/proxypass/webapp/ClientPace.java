package org.proxypass.webapp;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.proxypass.exchange.Fault;

/**
 * The slowest a client may send its body: 20 seconds to begin with, and a second more for every 500
 * bytes, which is httpd's {@code RequestReadTimeout body=20,MinRate=500}. Only the time spent
 * waiting for the client counts. Without it a few hundred clients that send a byte now and then
 * would hold every thread.
 */
final class ClientPace {
  private static final long ALLOWANCE = TimeUnit.SECONDS.toNanos(20);
  private static final long NANOS_PER_BYTE = TimeUnit.SECONDS.toNanos(1) / 500;

  private long waited;
  private long received;

  /**
   * Reads from the client.
   *
   * @throws Fault 408 when the client is too slow
   */
  int read(InputStream client, byte[] buffer, int offset, int length) throws IOException {
    long start = System.nanoTime();
    int n = client.read(buffer, offset, length);
    waited += System.nanoTime() - start;
    received += Math.max(n, 0);
    if (isTooSlow(waited, received)) {
      throw Fault.client(408, "the client sent only " + received + " bytes of its request body");
    }
    return n;
  }

  static boolean isTooSlow(long waitedNanos, long bytes) {
    return waitedNanos > ALLOWANCE + bytes * NANOS_PER_BYTE;
  }
}
