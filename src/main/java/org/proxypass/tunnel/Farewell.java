package org.proxypass.tunnel;

import java.io.IOException;
import org.proxypass.exchange.UpgradedConnection;
import org.proxypass.http.WebSocketHandshake;

/**
 * Tells the ends of a WebSocket that it is closed, where that is neither's wish (RFC 6455 §7.4.1)
 * and a frame may follow what went by. Any other protocol is just cut. Each direction belongs to
 * whoever may write to its end.
 */
final class Farewell {
  private final boolean webSocket;
  private final FrameBoundary fromClient = new FrameBoundary();
  private final FrameBoundary fromBackend = new FrameBoundary();

  /**
   * Nothing went by yet.
   *
   * @param protocol what both ends agreed on, as in the Upgrade field
   */
  Farewell(String protocol) {
    this.webSocket = protocol.equalsIgnoreCase(WebSocketHandshake.PROTOCOL);
  }

  /** The backend got this from the client. */
  void passFromClient(byte[] bytes, int offset, int count) {
    if (webSocket) {
      fromClient.pass(bytes, offset, count);
    }
  }

  /** The client got this from the backend. */
  void passFromBackend(byte[] bytes, int offset, int count) {
    if (webSocket) {
      fromBackend.pass(bytes, offset, count);
    }
  }

  /** Says goodbye to {@code client}, if that is possible now. */
  void sayTo(ClientEnd client) throws IOException {
    if (webSocket && fromBackend.isHere()) {
      byte[] frame = CloseFrame.toClient();
      client.write(frame, 0, frame.length);
    }
  }

  /** Says goodbye to {@code backend}, if that is possible now. */
  void sayTo(UpgradedConnection backend) throws IOException {
    if (webSocket && fromClient.isHere()) {
      byte[] frame = CloseFrame.toBackend();
      backend.write(frame, 0, frame.length);
    }
  }
}
