package org.proxypass.tunnel;

/** Close frames with status 1001, going away (RFC 6455 §5.5.1 and §7.4.1). */
final class CloseFrame {
  private static final int GOING_AWAY = 1001;

  private CloseFrame() {}

  /** As a server sends it. */
  static byte[] toClient() {
    return new byte[] {(byte) 0x88, 2, (byte) (GOING_AWAY >> 8), (byte) GOING_AWAY};
  }

  /** As a client sends it: masked (RFC 6455 §5.3), with a mask that needs no secrecy here. */
  static byte[] toBackend() {
    byte[] mask = {0x5a, 0x17, (byte) 0xc3, 0x2e};
    return new byte[] {
      (byte) 0x88,
      (byte) 0x82,
      mask[0],
      mask[1],
      mask[2],
      mask[3],
      (byte) (GOING_AWAY >> 8 ^ mask[0]),
      (byte) (GOING_AWAY ^ mask[1])
    };
  }
}
