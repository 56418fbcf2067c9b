package org.proxypass.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;

/**
 * Ports below the range that connections come from. A member that is down keeps its port for itself
 * there; elsewhere a connection to it could meet itself (RFC 9293 §3.5, simultaneous open).
 */
final class QuietPorts {
  private static final int FIRST = 20_000;
  private static final int COUNT = 10_000;

  private final Random random = new Random();

  /** One that nobody listens on at this moment. */
  int next() {
    while (true) {
      int port = FIRST + random.nextInt(COUNT);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        continue;
      }
    }
  }
}
