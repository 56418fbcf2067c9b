package org.proxypass.backend;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.proxypass.exchange.RequestBody;
import org.proxypass.exchange.Response;

/** Request bodies for tests, and the reading of response bodies. */
final class Bodies {
  private Bodies() {}

  /** What a test body writes. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream backend) throws IOException;
  }

  static RequestBody none() {
    return of(RequestBody.NONE, backend -> {});
  }

  static RequestBody text(String text) {
    return of(text.length(), text);
  }

  static RequestBody of(long length, String text) {
    return of(length, backend -> backend.write(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  static RequestBody of(long length, Content content) {
    return new RequestBody() {
      @Override
      public long length() {
        return length;
      }

      @Override
      public boolean replayable() {
        return false;
      }

      @Override
      public void writeTo(OutputStream backend) throws IOException {
        content.writeTo(backend);
      }
    };
  }

  /** Reads the body of {@code response} to its end and closes it. */
  static String read(Response response) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[1000];
    for (int n = response.body().read(buffer, 0, buffer.length);
        n >= 0;
        n = response.body().read(buffer, 0, buffer.length)) {
      bytes.write(buffer, 0, n);
    }
    response.body().close();
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }
}
