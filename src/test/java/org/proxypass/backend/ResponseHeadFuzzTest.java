package org.proxypass.backend;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.proxypass.http.FieldSyntax;
import org.proxypass.http.Fields;

/**
 * Whatever a backend sends, it is one response or none, and how the network cut it into pieces
 * makes no difference.
 */
class ResponseHeadFuzzTest {
  private static final int LONGEST_LINE = 512;

  /** Hands out at most {@code piece} bytes at once. */
  private static final class Pieces implements ByteSource {
    private final byte[] bytes;
    private final int piece;
    private int position;

    Pieces(byte[] bytes, int piece) {
      this.bytes = bytes;
      this.piece = piece;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      int count = Math.min(Math.min(length, piece), bytes.length - position);
      System.arraycopy(bytes, position, target, offset, count);
      position += count;
      return count == 0 ? -1 : count;
    }

    @Override
    public int poll(byte[] target, int offset, int length) {
      return read(target, offset, length);
    }

    @Override
    public int available() {
      return Math.min(piece, bytes.length - position);
    }
  }

  @FuzzTest(maxDuration = "10m")
  void responses(byte[] bytes) {
    String whole = outcome(new Pieces(bytes, Integer.MAX_VALUE));
    assertThat(outcome(new Pieces(bytes, 1))).isEqualTo(whole);
    assertThat(outcome(new Pieces(bytes, 7))).isEqualTo(whole);
  }

  private static String outcome(ByteSource source) {
    StringBuilder seen = new StringBuilder();
    InputBuffer input = new InputBuffer(source);
    try {
      ResponseHead head = new ResponseHeadParser(input, LONGEST_LINE).parse();
      requireWellFormed(head);
      seen.append(head.minorVersion()).append(' ').append(head.status()).append('\n');
      seen.append(head.fields());
      ResponseFraming framing = ResponseFraming.of(head, "GET");
      seen.append(framing).append('\n').append(head.fields());
      requireUnambiguous(framing, head.fields());
      if (framing.length() == ResponseFraming.CHUNKED) {
        readAll(new ChunkedSource(input, LONGEST_LINE), seen);
        seen.append("\nsurplus ").append(input.poll() > 0);
      }
    } catch (MalformedResponseException | EOFException refused) {
      seen.append(refused);
    } catch (IOException other) {
      throw new AssertionError(other);
    }
    return seen.toString();
  }

  private static void requireWellFormed(ResponseHead head) {
    assertThat(head.status()).isBetween(100, 599);
    assertThat(head.minorVersion()).isBetween(0, 1);
    Fields fields = head.fields();
    assertThat(fields.size()).isLessThanOrEqualTo(ResponseHeadParser.MAXIMUM_FIELDS);
    for (int i = 0; i < fields.size(); i++) {
      assertThat(FieldSyntax.isToken(fields.name(i))).isTrue();
      assertThat(FieldSyntax.isValidValue(fields.value(i))).isTrue();
      assertThat(fields.value(i)).isEqualTo(fields.value(i).strip());
      assertThat(fields.value(i).length()).isLessThanOrEqualTo(LONGEST_LINE);
    }
  }

  /** What is relayed says at most one thing about the length. */
  private static void requireUnambiguous(ResponseFraming framing, Fields fields) {
    assertThat(fields.contains("Transfer-Encoding")).isFalse();
    assertThat(fields.all("Content-Length").size()).isLessThanOrEqualTo(1);
    if (framing.length() < 0) {
      assertThat(fields.contains("Content-Length")).isFalse();
    }
  }

  private static void readAll(ChunkedSource body, StringBuilder seen) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    byte[] buffer = new byte[64];
    try {
      for (int count = body.read(buffer, 0, buffer.length);
          count >= 0;
          count = body.read(buffer, 0, buffer.length)) {
        read.write(buffer, 0, count);
      }
      assertThat(body.ended()).isTrue();
    } finally {
      seen.append(read.toString(StandardCharsets.ISO_8859_1));
    }
  }
}
