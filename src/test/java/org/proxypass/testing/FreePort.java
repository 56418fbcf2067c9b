package org.proxypass.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Loopback ports nobody listens on at this moment. */
public final class FreePort {
  private FreePort() {}

  /** A port that was free just now; somebody else may take it before the caller does. */
  public static int find() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
