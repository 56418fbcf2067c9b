package org.proxypass.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proxypass.backend.Worker;
import org.proxypass.config.MemberSpec;
import org.proxypass.config.Settings;
import org.proxypass.config.WorkerSpec;
import org.proxypass.exchange.BackendRequest;
import org.proxypass.exchange.ConnectionUse;
import org.proxypass.exchange.InterimResponses;
import org.proxypass.exchange.RequestBody;
import org.proxypass.http.BackendUrl;
import org.proxypass.http.Fields;
import org.proxypass.testing.RecordedRequest;
import org.proxypass.testing.RecordingBackend;

/** The bytes of a member, as httpd counts them: requests whole, of responses the body. */
class MemberTrafficTest {

  private record Text(String text) implements RequestBody {
    @Override
    public long length() {
      return text.length();
    }

    @Override
    public boolean replayable() {
      return true;
    }

    @Override
    public void writeTo(OutputStream backend) throws IOException {
      backend.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5_000, 50_000})
  void head_and_body_of_a_request_and_the_body_of_its_response(int length) throws IOException {
    try (RecordingBackend backend = RecordingBackend.start("hello")) {
      WorkerSpec spec =
          new WorkerSpec(BackendUrl.parse("http://" + backend.authority()), Settings.EMPTY);
      try (Worker worker =
          new Worker(
              spec,
              Duration.ofSeconds(10),
              () -> {
                throw new IllegalStateException("no TLS here");
              })) {
        Member member = new Member(new MemberSpec(spec, Settings.EMPTY), worker, System::nanoTime);
        for (int i = 1; i <= 2; i++) {
          member.counters().begin();
          AttemptBody body = new AttemptBody(member.send(post(length)).body(), member.counters());
          byte[] buffer = new byte[100];
          while (body.read(buffer, 0, buffer.length) >= 0) {
            assertThat(member.counters().busy()).isEqualTo(1);
          }
          body.close();
          RecordedRequest seen = backend.requests().get(i - 1);
          assertThat(member.counters().sent()).isEqualTo((long) i * (seen.head().length + length));
          assertThat(member.counters().received()).isEqualTo((long) i * "hello".length());
          assertThat(member.counters().busy()).isZero();
        }
      }
    }
  }

  private static BackendRequest post(int length) {
    return new BackendRequest(
        "POST",
        "/x",
        Fields.of("Host", "hello.test"),
        new Text("x".repeat(length)),
        InterimResponses.IGNORED,
        ConnectionUse.USUAL);
  }
}
