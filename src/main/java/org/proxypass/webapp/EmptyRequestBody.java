package org.proxypass.webapp;

import java.io.OutputStream;
import org.proxypass.exchange.RequestBody;

/** A request without a byte of body. */
enum EmptyRequestBody implements RequestBody {
  /** No body, and so no framing field. */
  NONE(RequestBody.NONE),
  /** {@code Content-Length: 0}, which stays. */
  OF_LENGTH_ZERO(0);

  private final long length;

  EmptyRequestBody(long length) {
    this.length = length;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public boolean replayable() {
    return true;
  }

  @Override
  public void writeTo(OutputStream backend) {}
}
