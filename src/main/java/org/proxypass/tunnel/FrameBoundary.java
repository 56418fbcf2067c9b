package org.proxypass.tunnel;

/**
 * Knows whether the bytes that went by so far end where a WebSocket frame ends (RFC 6455 §5.2), so
 * that a frame of our own may follow. Looks at frame headers and skips payloads.
 */
final class FrameBoundary {
  private static final int OPCODE = 0x0f;
  private static final int CLOSE = 0x08;
  private static final int MASKED = 0x80;
  private static final int MASK_BYTES = 4;

  private int headerRead;
  private int lengthEnd;
  private int headerEnd;
  private int opcode;
  private long length;
  private long payloadLeft;
  private boolean over;

  /** Bytes went by. */
  void pass(byte[] bytes, int offset, int count) {
    int end = offset + count;
    int i = offset;
    while (i < end && !over) {
      if (payloadLeft > 0) {
        long skipped = Math.min(payloadLeft, end - i);
        payloadLeft -= skipped;
        i += (int) skipped;
      } else {
        header(bytes[i] & 0xff);
        i++;
      }
      if (headerRead == 0 && payloadLeft == 0 && opcode == CLOSE) {
        over = true;
      }
    }
  }

  private void header(int next) {
    int index = headerRead++;
    if (index == 0) {
      opcode = next & OPCODE;
      return;
    }
    if (index == 1) {
      int shortLength = next & ~MASKED;
      lengthEnd = shortLength == 127 ? 10 : shortLength == 126 ? 4 : 2;
      length = lengthEnd == 2 ? shortLength : 0;
      headerEnd = lengthEnd + ((next & MASKED) != 0 ? MASK_BYTES : 0);
    } else if (index < lengthEnd) {
      length = length << 8 | next;
    }
    if (headerRead == headerEnd) {
      headerRead = 0;
      payloadLeft = length;
      // RFC 6455 §5.2: the most significant bit must be 0; what is this then?
      over |= length < 0;
    }
  }

  /** Whether a frame may follow: none is begun, and no Close frame went by. */
  boolean isHere() {
    return !over && headerRead == 0 && payloadLeft == 0;
  }
}
