package org.proxypass.rewrite;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.proxypass.exchange.Fault;

/** Bytes that come in pieces and are taken out as lines; holds one line of bounded length. */
final class LineBuffer {
  private static final int INITIAL = 8 * 1024;
  private static final int ROOM = 4 * 1024;

  private final int limit;
  private byte[] bytes = new byte[INITIAL];
  private int start;
  private int end;
  private int searched;

  LineBuffer(int limit) {
    this.limit = limit;
  }

  /** A line that is longer than allowed. */
  static Fault tooLong(int limit) {
    return Fault.internal(
        500, "a line is longer than SubstituteMaxLineLength (" + limit + " bytes)", null);
  }

  /** Makes room behind the bytes; they may be written to {@link #array()} from {@link #end()}. */
  void makeRoom() {
    if (start == end) {
      start = 0;
      end = 0;
      searched = 0;
    } else if (bytes.length - end < ROOM && start > 0) {
      System.arraycopy(bytes, start, bytes, 0, end - start);
      searched -= start;
      end -= start;
      start = 0;
    }
    if (bytes.length - end < ROOM) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, end + ROOM));
    }
  }

  byte[] array() {
    return bytes;
  }

  int end() {
    return end;
  }

  /** Says how many bytes were written behind {@link #end()}. */
  void written(int count) {
    end += count;
  }

  /**
   * Takes the next line out, its line feed included, a char a byte.
   *
   * @param last whether what has no line feed is a line, too
   * @return empty when there is no line yet
   * @throws Fault 500 when the line is too long
   */
  String nextLine(boolean last) {
    while (searched < end && bytes[searched] != '\n') {
      searched++;
    }
    boolean complete = searched < end;
    int length = searched - start + (complete ? 1 : 0);
    if (length > limit) {
      throw tooLong(limit);
    }
    if (!complete && !last) {
      return "";
    }
    String line = new String(bytes, start, length, StandardCharsets.ISO_8859_1);
    start += length;
    searched = start;
    return line;
  }
}
