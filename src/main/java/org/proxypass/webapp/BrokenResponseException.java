package org.proxypass.webapp;

import java.io.IOException;

/**
 * Thrown after the head is out, so that the container breaks the client's connection and the client
 * sees that the body is not complete. What went wrong is in the log already; carries no stack.
 */
final class BrokenResponseException extends IOException {
  BrokenResponseException() {
    super("response broken off");
  }

  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
