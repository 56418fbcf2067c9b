package org.proxypass.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proxypass.testing.WebSocketFrames;

class FrameBoundaryTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 126, 100_000})
  void the_ends_of_frames_are_found_whatever_the_pieces(int piece) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    List<Integer> ends = new ArrayList<>(List.of(0));
    for (int size : new int[] {0, 1, 125, 126, 300, 65535, 65536}) {
      stream.writeBytes(
          WebSocketFrames.ofClient(size % 2 == 0, WebSocketFrames.BINARY, new byte[size]));
      ends.add(stream.size());
      stream.writeBytes(WebSocketFrames.ofServer(true, WebSocketFrames.TEXT, new byte[size]));
      ends.add(stream.size());
    }
    byte[] bytes = stream.toByteArray();
    FrameBoundary boundary = new FrameBoundary();
    for (int offset = 0; offset < bytes.length; ) {
      int count = Math.min(piece, bytes.length - offset);
      boundary.pass(bytes, offset, count);
      offset += count;
      assertThat(boundary.isHere()).as("after %d bytes", offset).isEqualTo(ends.contains(offset));
    }
  }

  @Test
  void behind_a_close_frame_nothing_may_follow() {
    FrameBoundary boundary = new FrameBoundary();
    byte[] close =
        WebSocketFrames.ofServer(true, WebSocketFrames.CLOSE, WebSocketFrames.status(1000));
    assertThat(boundary.isHere()).isTrue();
    boundary.pass(close, 0, close.length);
    assertThat(boundary.isHere()).isFalse();
    byte[] empty = WebSocketFrames.ofServer(true, WebSocketFrames.CLOSE, new byte[0]);
    FrameBoundary other = new FrameBoundary();
    other.pass(empty, 0, empty.length);
    assertThat(other.isHere()).isFalse();
  }

  @Test
  void what_is_no_frame_has_no_end() {
    FrameBoundary boundary = new FrameBoundary();
    byte[] negativeLength = {(byte) 0x82, 127, -1, -1, -1, -1, -1, -1, -1, -1};
    boundary.pass(negativeLength, 0, negativeLength.length);
    assertThat(boundary.isHere()).isFalse();
    boundary.pass(new byte[100], 0, 100);
    assertThat(boundary.isHere()).isFalse();
  }
}
