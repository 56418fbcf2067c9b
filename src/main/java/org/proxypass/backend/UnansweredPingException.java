package org.proxypass.backend;

import java.io.IOException;
import java.time.Duration;

/** The backend neither asked for the body nor answered within {@code ping}. */
final class UnansweredPingException extends IOException {
  UnansweredPingException(Duration ping) {
    super("no word within " + ping.toMillis() + " ms");
  }
}
