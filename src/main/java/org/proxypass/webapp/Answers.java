package org.proxypass.webapp;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.proxypass.admin.Answer;
import org.proxypass.exchange.Response;

/** Turns what one of our own pages answers into a response. */
final class Answers {
  private Answers() {}

  /** {@code answer} as a response with its length. */
  static Response respond(Answer answer) {
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    answer.fields().set("Content-Length", Integer.toString(bytes.length));
    return new Response(
        answer.status(),
        answer.fields(),
        new FileBody(new ByteArrayInputStream(bytes), bytes.length));
  }
}
