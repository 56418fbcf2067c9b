package org.proxypass.backend;

import java.io.IOException;
import java.io.OutputStream;

/** Gathers a request so that its head and a small body leave in one packet. */
final class OutputBuffer {
  private static final int SIZE = 8192;

  private final OutputStream socket;
  private final byte[] bytes = new byte[SIZE];
  private int length;
  private long sent;

  OutputBuffer(OutputStream socket) {
    this.socket = socket;
  }

  /** The number of bytes that ever were appended. */
  long total() {
    return sent + length;
  }

  /** Appends one byte. */
  void write(int b) throws IOException {
    if (length == bytes.length) {
      flush();
    }
    bytes[length++] = (byte) b;
  }

  /** Appends {@code text}, the low byte of each character. */
  void write(String text) throws IOException {
    int size = text.length();
    for (int i = 0; i < size; i++) {
      if (length == bytes.length) {
        flush();
      }
      bytes[length++] = (byte) text.charAt(i);
    }
  }

  /** Appends bytes; those that do not fit go to the socket without being copied. */
  void write(byte[] source, int offset, int count) throws IOException {
    if (count > bytes.length - length) {
      flush();
    }
    if (count >= bytes.length) {
      sent += count;
      socket.write(source, offset, count);
    } else {
      System.arraycopy(source, offset, bytes, length, count);
      length += count;
    }
  }

  /** Sends what was gathered. */
  void flush() throws IOException {
    if (length > 0) {
      int count = length;
      length = 0;
      sent += count;
      socket.write(bytes, 0, count);
    }
  }
}
