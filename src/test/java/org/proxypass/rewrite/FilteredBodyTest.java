package org.proxypass.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proxypass.config.SubstituteRule;
import org.proxypass.config.Substitutions;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.ResponseBody;
import org.proxypass.expression.Regex;

/** Bodies that are changed while they come: no byte too late, no byte too many in memory. */
class FilteredBodyTest {
  private static final SubstituteRule FOO_TO_BAR =
      new SubstituteRule(
          Regex.ofLine("foo", false), null, List.of(new SubstituteRule.Part("bar", -1)));

  /** A source that hands out one piece a read and knows whether there is another. */
  private static final class Pieces implements ResponseBody {
    private final List<byte[]> pieces;
    private int next;
    private int taken;
    private boolean paused;
    private boolean aborted;
    private boolean closed;

    Pieces(String... pieces) {
      this.pieces =
          List.of(pieces).stream()
              .map(piece -> piece.getBytes(StandardCharsets.ISO_8859_1))
              .toList();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (paused) {
        throw new EOFException("would wait");
      }
      if (next == pieces.size()) {
        return -1;
      }
      byte[] piece = pieces.get(next);
      int n = Math.min(length, piece.length - taken);
      System.arraycopy(piece, taken, buffer, offset, n);
      taken += n;
      if (taken == piece.length) {
        taken = 0;
        next++;
        paused = next < pieces.size() && pieces.get(next).length == 0;
      }
      return n;
    }

    @Override
    public boolean ready() {
      return !paused && next < pieces.size();
    }

    @Override
    public long remaining() {
      return -1;
    }

    @Override
    public void close() {
      closed = true;
    }

    @Override
    public void abort() {
      aborted = true;
    }
  }

  private static SubstitutingBody substituting(int limit, ResponseBody source) {
    return new SubstitutingBody(
        source, new Substitutions(List.of(FOO_TO_BAR), Optional.empty(), Optional.of(limit)));
  }

  private static String readAll(ResponseBody body, int step) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[step];
    for (int n = body.read(buffer, 0, step); n >= 0; n = body.read(buffer, 0, step)) {
      assertThat(n).isPositive();
      out.write(buffer, 0, n);
    }
    return out.toString(StandardCharsets.ISO_8859_1);
  }

  @Test
  void a_match_across_two_reads_is_found() throws IOException {
    assertThat(readAll(substituting(100, new Pieces("xf", "o", "ox\nfo", "o")), 100))
        .isEqualTo("xbarx\nbar");
  }

  @ParameterizedTest(name = "a client that takes {0} bytes at a time gets them all")
  @ValueSource(ints = {1, 2, 7, 4096})
  void any_step(int step) throws IOException {
    assertThat(readAll(substituting(100, new Pieces("foo\nx\n", "foofoo")), step))
        .isEqualTo("bar\nx\nbarbar");
  }

  @Test
  void a_finished_line_does_not_wait_for_the_next() throws IOException {
    SubstitutingBody body = substituting(100, new Pieces("foo\nfo", "", "o"));
    byte[] buffer = new byte[100];

    assertThat(body.ready()).isTrue();
    assertThat(body.read(buffer, 0, 100)).isEqualTo(4);
    assertThat(body.ready()).as("half a line is nothing to send").isFalse();
  }

  @Test
  void a_line_longer_than_the_limit_is_a_fault() {
    SubstitutingBody body = substituting(10, new Pieces("x".repeat(8), "x".repeat(8)));

    assertThatThrownBy(() -> readAll(body, 100))
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(500));
  }

  @Test
  void a_line_without_a_match_is_as_long_as_a_line_with_one() {
    assertThatThrownBy(() -> readAll(substituting(10, new Pieces("x".repeat(11))), 100))
        .isInstanceOf(Fault.class);
  }

  @Test
  void an_expression_that_needs_too_much_stack_is_a_fault() {
    SubstituteRule deep = new SubstituteRule(Regex.ofLine("(a|b)*c", false), null, List.of());
    SubstitutingBody body =
        new SubstitutingBody(
            new Pieces("ab".repeat(2000), "ab".repeat(2000), "ab".repeat(2000), "ab".repeat(2000)),
            new Substitutions(List.of(deep), Optional.empty(), Optional.empty()));

    assertThatThrownBy(() -> readAll(body, 100)).isInstanceOf(Fault.class);
  }

  @Test
  void what_ends_the_body_ends_its_source() {
    Pieces closed = new Pieces();
    Pieces aborted = new Pieces();

    substituting(10, closed).close();
    new DeflatingBody(aborted).abort();

    assertThat(closed.closed).isTrue();
    assertThat(aborted.aborted).isTrue();
  }

  @ParameterizedTest(name = "a compressed body read {0} bytes at a time is what it was")
  @ValueSource(ints = {1, 3, 100, 40_000})
  void compression_loses_nothing(int step) throws IOException {
    byte[] noise = new byte[8000];
    new Random(7).nextBytes(noise);
    String text = new String(noise, StandardCharsets.ISO_8859_1);
    Pieces source = new Pieces(text, text, "tail".repeat(1000));

    String zipped = readAll(new DeflatingBody(source), step);

    assertThat(unzip(zipped)).isEqualTo(text + text + "tail".repeat(1000));
    Pieces again = new Pieces(zipped.substring(0, 5), zipped.substring(5, 100));
    assertThatThrownBy(() -> readAll(new InflatingBody(again), step))
        .as("a compressed body that is cut")
        .isInstanceOf(EOFException.class);
  }

  @Test
  void compression_flushes_what_it_has_when_the_source_pauses() throws IOException {
    DeflatingBody body = new DeflatingBody(new Pieces("event\n", "", "never"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[100];
    while (body.ready()) {
      out.write(buffer, 0, body.read(buffer, 0, buffer.length));
    }
    GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(out.toByteArray()));

    assertThat(new String(zip.readNBytes(6), StandardCharsets.ISO_8859_1)).isEqualTo("event\n");
  }

  private static String unzip(String zipped) throws IOException {
    byte[] bytes = zipped.getBytes(StandardCharsets.ISO_8859_1);
    try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return new String(zip.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
