package org.proxypass.testing;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads CRLF lines, field sections and chunked bodies off a stream, and accepts nothing else. */
final class WireReader {
  private static final int LONGEST_LINE = 1 << 17;

  private final InputStream in;

  WireReader(InputStream in) {
    this.in = in;
  }

  InputStream stream() {
    return in;
  }

  /** One line without its CRLF; null at the clean end of the stream before any byte of it. */
  @org.jspecify.annotations.Nullable
  String lineOrEnd() throws IOException {
    int first = in.read();
    if (first < 0) {
      return null;
    }
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = first; b != '\r'; b = next()) {
      if (b == '\n' || line.size() == LONGEST_LINE) {
        throw new IOException("line without CRLF: " + line.toString(StandardCharsets.ISO_8859_1));
      }
      line.write(b);
    }
    if (next() != '\n') {
      throw new IOException("bare CR after " + line.toString(StandardCharsets.ISO_8859_1));
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  String line() throws IOException {
    String line = lineOrEnd();
    if (line == null) {
      throw new EOFException("the connection ended where a line was expected");
    }
    return line;
  }

  /** Field lines up to and including the empty line that ends them. */
  List<RawField> fields() throws IOException {
    List<RawField> fields = new ArrayList<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      fields.add(RawField.parse(line));
    }
    return List.copyOf(fields);
  }

  /** Moves {@code length} bytes into {@code body}; throws at an earlier end of the stream. */
  void exactly(long length, ByteArrayOutputStream body) throws IOException {
    byte[] buffer = new byte[8192];
    for (long left = length; left > 0; ) {
      int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (count < 0) {
        throw new EOFException(left + " bytes short");
      }
      body.write(buffer, 0, count);
      left -= count;
    }
  }

  /** Moves the data of a chunked body into {@code body} and returns the trailer fields. */
  List<RawField> chunks(ByteArrayOutputStream body) throws IOException {
    for (long size = chunkSize(); size > 0; size = chunkSize()) {
      exactly(size, body);
      if (!line().isEmpty()) {
        throw new IOException("chunk data longer than its size");
      }
    }
    return fields();
  }

  private long chunkSize() throws IOException {
    String line = line();
    int end = line.indexOf(';');
    String digits = end < 0 ? line : line.substring(0, end);
    try {
      return Long.parseLong(digits.strip(), 16);
    } catch (NumberFormatException e) {
      throw new IOException("not a chunk size: " + line, e);
    }
  }

  private int next() throws IOException {
    int b = in.read();
    if (b < 0) {
      throw new EOFException("the connection ended inside a line");
    }
    return b;
  }
}
