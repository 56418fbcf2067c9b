package org.proxypass.backend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of one connection that were received and not yet used. It belongs to the connection and
 * outlives its exchanges: what is left here after a response is surplus.
 */
final class InputBuffer {
  private static final int SIZE = 8192;
  private static final byte LINE_FEED = '\n';
  private static final byte CARRIAGE_RETURN = '\r';

  private final ByteSource source;
  private byte[] bytes = new byte[SIZE];
  private int position;
  private int limit;
  private int lineStart;
  private int lineEnd;
  private long received;

  InputBuffer(ByteSource source) {
    this.source = source;
  }

  /** The number of bytes that were received and not yet used. */
  int length() {
    return limit - position;
  }

  /** The number of bytes that ever went through here, but for those of long bodies. */
  long received() {
    return received;
  }

  /** The bytes behind {@link #lineStart()} and {@link #lineEnd()}. */
  byte[] bytes() {
    return bytes;
  }

  /** Where the line found last begins in {@link #bytes()}. */
  int lineStart() {
    return lineStart;
  }

  /** Where the line found last ends, its CRLF or bare LF (RFC 9112 §2.2) left out. */
  int lineEnd() {
    return lineEnd;
  }

  /** A piece of {@link #bytes()} as text: one character a byte, so that obs-text survives. */
  String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /**
   * Takes the next line.
   *
   * @param maximum the longest line in bytes, its end not counted
   * @return false when the backend closed the connection before the end of the line
   * @throws MalformedResponseException when the line is longer
   */
  boolean nextLine(int maximum) throws IOException {
    int scanned = 0;
    while (true) {
      int lineFeed = indexOfLineFeed(position + scanned);
      if (lineFeed >= 0) {
        lineStart = position;
        lineEnd =
            lineFeed > position && bytes[lineFeed - 1] == CARRIAGE_RETURN ? lineFeed - 1 : lineFeed;
        position = lineFeed + 1;
        if (lineEnd - lineStart > maximum) {
          throw tooLong(maximum);
        }
        return true;
      }
      scanned = length();
      if (scanned > maximum + 1) {
        throw tooLong(maximum);
      }
      if (fill() < 0) {
        return false;
      }
    }
  }

  private int indexOfLineFeed(int from) {
    for (int i = from; i < limit; i++) {
      if (bytes[i] == LINE_FEED) {
        return i;
      }
    }
    return -1;
  }

  private static MalformedResponseException tooLong(int maximum) {
    return new MalformedResponseException("a line is longer than " + maximum + " bytes");
  }

  /** The next byte without using it, or -1 at the end of the input; waits for it. */
  int peek() throws IOException {
    return position < limit || fill() > 0 ? bytes[position] & 0xff : -1;
  }

  /** Whether the bytes received so far begin with {@code expected}. */
  boolean startsWith(byte[] expected) {
    return length() >= expected.length
        && Arrays.equals(bytes, position, position + expected.length, expected, 0, expected.length);
  }

  /** Whether the bytes received so far go on after {@code lines} complete lines. */
  boolean holdsAfterLines(int lines) {
    int from = position;
    for (int i = 0; i < lines; i++) {
      int lineFeed = indexOfLineFeed(from);
      if (lineFeed < 0) {
        return false;
      }
      from = lineFeed + 1;
    }
    return from < limit;
  }

  /** Uses up {@code count} received bytes. */
  void skip(int count) {
    position += count;
  }

  /** Reads as {@link ByteSource#read}, received bytes first. */
  int read(byte[] target, int offset, int length) throws IOException {
    if (position == limit) {
      if (length >= bytes.length) {
        return source.read(target, offset, length);
      }
      if (fill() < 0) {
        return -1;
      }
    }
    int count = Math.min(length, limit - position);
    System.arraycopy(bytes, position, target, offset, count);
    position += count;
    return count;
  }

  /** Whether {@link #read} would not wait. May be wrong only towards false. */
  boolean ready() throws IOException {
    return position < limit || source.available() > 0;
  }

  /** Takes in more of what has arrived, if that is known without waiting. */
  void takeAvailable() throws IOException {
    if (source.available() > 0) {
      fill();
    }
  }

  /**
   * Takes in what has arrived when nothing else is left, without waiting.
   *
   * @return the number of unused bytes; -1 when there is none and the input is at its end
   */
  int poll() throws IOException {
    if (position < limit) {
      return limit - position;
    }
    position = 0;
    limit = 0;
    int count = source.poll(bytes, 0, bytes.length);
    limit = Math.max(count, 0);
    received += limit;
    return count;
  }

  private int fill() throws IOException {
    if (position == limit) {
      position = 0;
      limit = 0;
    } else if (limit == bytes.length) {
      makeRoom();
    }
    int count = source.read(bytes, limit, bytes.length - limit);
    if (count > 0) {
      limit += count;
      received += count;
    }
    return count;
  }

  private void makeRoom() {
    byte[] target = position == 0 ? new byte[bytes.length * 2] : bytes;
    System.arraycopy(bytes, position, target, 0, limit - position);
    limit -= position;
    position = 0;
    bytes = target;
  }
}
