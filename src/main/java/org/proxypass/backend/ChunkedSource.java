package org.proxypass.backend;

import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.proxypass.http.Ascii;
import org.proxypass.http.Fields;

/** A chunked body (RFC 9112 §7.1). Chunk extensions are read and dropped. */
final class ChunkedSource implements BodySource {
  private static final byte[] USUAL_END = {'\r', '\n', '0', '\r', '\n', '\r', '\n'};
  private static final int MAXIMUM_DIGITS = 15;

  private static final byte[] LINE_END = {'\r', '\n'};

  private final InputBuffer input;
  private final int maximumLine;
  private long chunkRemaining;
  private boolean withinChunks;
  private boolean ended;
  private @Nullable Fields trailers;

  ChunkedSource(InputBuffer input, int maximumLine) {
    this.input = input;
    this.maximumLine = maximumLine;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (chunkRemaining == 0 && !ended) {
      beginChunk();
    }
    if (ended) {
      return -1;
    }
    int count = input.read(target, offset, (int) Math.min(length, chunkRemaining));
    if (count < 0) {
      throw new EOFException("the backend closed the connection within a chunk");
    }
    chunkRemaining -= count;
    if (chunkRemaining == 0 && input.startsWith(USUAL_END)) {
      // Seen now, the end lets the connection go back before the client has taken these bytes.
      input.skip(USUAL_END.length);
      ended = true;
    }
    return count;
  }

  private void beginChunk() throws IOException {
    if (withinChunks) {
      nextLine();
      if (input.lineStart() != input.lineEnd()) {
        throw new MalformedResponseException("no line end after a chunk");
      }
    }
    withinChunks = true;
    nextLine();
    chunkRemaining = parseSize(input.bytes(), input.lineStart(), input.lineEnd());
    if (chunkRemaining == 0) {
      readTrailers();
      ended = true;
    }
  }

  private static long parseSize(byte[] bytes, int start, int end)
      throws MalformedResponseException {
    long size = 0;
    int index = start;
    while (index < end) {
      int digit = Ascii.hexValue((char) (bytes[index] & 0xff));
      if (digit < 0) {
        break;
      }
      if (index - start == MAXIMUM_DIGITS) {
        throw new MalformedResponseException("chunk too long");
      }
      size = size * 16 + digit;
      index++;
    }
    // Old servers pad the size with spaces.
    int afterSize = index;
    while (index < end && (bytes[index] == ' ' || bytes[index] == '\t')) {
      index++;
    }
    if (afterSize == start || (index < end && bytes[index] != ';')) {
      throw new MalformedResponseException("invalid chunk size");
    }
    return size;
  }

  private void readTrailers() throws IOException {
    // No line, no object: few responses have trailers.
    if (input.startsWith(LINE_END)) {
      input.skip(LINE_END.length);
    } else {
      trailers = new ResponseHeadParser(input, maximumLine).parseFields();
    }
  }

  private void nextLine() throws IOException {
    if (!input.nextLine(maximumLine)) {
      throw new EOFException("the backend closed the connection before the last chunk");
    }
  }

  @Override
  public boolean ended() {
    return ended;
  }

  /** Between chunks only a buffered chunk head with data behind it counts. */
  @Override
  public boolean ready() throws IOException {
    if (ended) {
      return true;
    }
    if (chunkRemaining > 0) {
      return input.ready();
    }
    int lines = withinChunks ? 2 : 1;
    if (!input.holdsAfterLines(lines)) {
      input.takeAvailable();
    }
    return input.holdsAfterLines(lines);
  }

  @Override
  public long remaining() {
    return ended ? 0 : -1;
  }

  @Override
  public @Nullable Fields trailers() {
    return trailers;
  }
}
