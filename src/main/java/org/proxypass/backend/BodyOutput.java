package org.proxypass.backend;

import java.io.IOException;
import java.io.OutputStream;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.RequestBody;
import org.proxypass.http.FieldSyntax;
import org.proxypass.http.Fields;

/**
 * Frames a request body, and sees to it that the backend never takes a wrong number of bytes for a
 * complete request.
 */
final class BodyOutput extends OutputStream {
  /** From here on a body is an upload, and the backend may answer before its end. */
  static final int UPLOAD_BYTES = 16384;

  private static final String HEX = "0123456789abcdef";

  private final OutputBuffer output;
  private final EarlyAnswer earlyAnswer;
  private final long announced;
  private long written;
  private boolean watching = true;

  /**
   * Begins a body.
   *
   * @param announced its length, or {@link RequestBody#CHUNKED}
   */
  BodyOutput(OutputBuffer output, long announced, EarlyAnswer earlyAnswer) {
    this.output = output;
    this.announced = announced;
    this.earlyAnswer = earlyAnswer;
  }

  /** The number of body bytes so far. */
  long written() {
    return written;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    if (length == 0) {
      // An empty chunk would be the last one.
      return;
    }
    if (announced >= 0 && length > announced - written) {
      throw Fault.internal(500, "the request body is longer than announced", null);
    }
    if (watching && written >= UPLOAD_BYTES) {
      watching = earlyAnswer.check();
    }
    if (announced >= 0) {
      output.write(source, offset, length);
    } else {
      writeSize(length);
      output.write(source, offset, length);
      output.write("\r\n");
    }
    written += length;
  }

  private void writeSize(int length) throws IOException {
    int shift = 28;
    while (length >>> shift == 0) {
      shift -= 4;
    }
    for (; shift >= 0; shift -= 4) {
      output.write(HEX.charAt(length >>> shift & 0xf));
    }
    output.write("\r\n");
  }

  @Override
  public void flush() throws IOException {
    output.flush();
  }

  /**
   * Ends the body.
   *
   * @param trailers sent behind a chunked body; otherwise there is no place for them
   * @throws Fault when it is shorter than announced
   */
  void finish(Fields trailers) throws IOException {
    if (announced >= 0 && written < announced) {
      throw Fault.internal(500, "the request body is shorter than announced", null);
    }
    if (announced == RequestBody.CHUNKED) {
      output.write("0\r\n");
      for (int i = 0; i < trailers.size(); i++) {
        if (FieldSyntax.isToken(trailers.name(i)) && FieldSyntax.isValidValue(trailers.value(i))) {
          output.write(trailers.name(i));
          output.write(": ");
          output.write(trailers.value(i));
          output.write("\r\n");
        }
      }
      output.write("\r\n");
    }
  }
}
