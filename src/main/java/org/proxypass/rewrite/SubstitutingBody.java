package org.proxypass.rewrite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.proxypass.config.Substitutions;
import org.proxypass.exchange.ResponseBody;

/** A body with the Substitute rules applied line by line, as it comes. */
final class SubstitutingBody implements ResponseBody {
  private static final byte[] NOTHING = new byte[0];

  private final ResponseBody source;
  private final List<LineSubstitution> rules;
  private final LineBuffer input;
  private byte[] output = NOTHING;
  private int outputStart;
  private boolean sourceEnded;

  SubstitutingBody(ResponseBody source, Substitutions substitutions) {
    int limit = substitutions.lineLimit();
    this.source = source;
    this.input = new LineBuffer(limit);
    this.rules =
        substitutions.rules().stream().map(rule -> new LineSubstitution(rule, limit)).toList();
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int copied = takeOutput(buffer, offset, length);
    while (copied == 0) {
      if (sourceEnded) {
        return -1;
      }
      readSource();
      copied = takeOutput(buffer, offset, length);
    }
    return copied;
  }

  /** Copies finished lines, as many as there is room for. */
  private int takeOutput(byte[] buffer, int offset, int length) {
    int copied = 0;
    while (copied < length && hasOutput()) {
      int n = Math.min(length - copied, output.length - outputStart);
      System.arraycopy(output, outputStart, buffer, offset + copied, n);
      outputStart += n;
      copied += n;
    }
    return copied;
  }

  /** Whether a byte is ready; works on the next line if there is one. */
  private boolean hasOutput() {
    while (outputStart == output.length) {
      String line = input.nextLine(sourceEnded);
      if (line.isEmpty()) {
        return false;
      }
      for (LineSubstitution rule : rules) {
        line = rule.apply(line);
      }
      output = line.getBytes(StandardCharsets.ISO_8859_1);
      outputStart = 0;
    }
    return true;
  }

  private void readSource() throws IOException {
    input.makeRoom();
    byte[] room = input.array();
    int n = source.read(room, input.end(), room.length - input.end());
    if (n < 0) {
      sourceEnded = true;
    } else {
      input.written(n);
    }
  }

  @Override
  public boolean ready() throws IOException {
    // Half a line is nothing to send: what was sent before must not wait for the other half.
    while (!hasOutput() && !sourceEnded && source.ready()) {
      readSource();
    }
    return sourceEnded || hasOutput();
  }

  @Override
  public long remaining() {
    return -1;
  }

  @Override
  public void close() {
    source.close();
  }

  @Override
  public void abort() {
    source.abort();
  }
}
