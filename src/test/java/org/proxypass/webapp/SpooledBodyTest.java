package org.proxypass.webapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.proxypass.exchange.Fault;

/** A body that is gathered to learn its length. */
class SpooledBodyTest {
  private static final byte[] HEAD = {1, 2, 3, 99};

  private static SpooledBody gather(int rest, long limit) {
    byte[] bytes = new byte[rest];
    Arrays.fill(bytes, (byte) 7);
    return SpooledBody.gather(
        HEAD,
        3,
        new ClientReads(new ByteArrayInputStream(bytes), count -> {}),
        new BodyTerms(limit, false, true, List.of()),
        new BufferPool(1));
  }

  private static byte[] written(SpooledBody body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    body.writeTo(out);
    return out.toByteArray();
  }

  @Test
  void it_is_the_same_however_often_it_is_written() throws IOException {
    try (SpooledBody body = gather(200_000, Long.MAX_VALUE)) {
      assertThat(body.length()).isEqualTo(200_003);
      assertThat(body.replayable()).isTrue();
      assertThat(written(body)).hasSize(200_003).startsWith(1, 2, 3, 7).isEqualTo(written(body));
    }
  }

  @Test
  void its_file_is_gone_when_it_is_closed() {
    SpooledBody body = gather(10, Long.MAX_VALUE);
    body.close();
    body.close();

    assertThatThrownBy(() -> written(body)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void the_limit_holds_for_all_of_it() {
    try (SpooledBody body = gather(7, 10)) {
      assertThat(body.length()).isEqualTo(10);
    }
    assertThatThrownBy(() -> gather(8, 10))
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(413));
  }
}
