package org.proxypass.webapp;

import jakarta.servlet.ServletException;
import org.jspecify.annotations.Nullable;
import org.proxypass.exchange.Fault;

/** What a thrown thing means for the client. */
final class Faults {
  private Faults() {}

  /** The Fault that {@code thrown} is or carries: filters in between like to wrap. */
  static Fault of(Throwable thrown) {
    @Nullable Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < 8; depth++) {
      if (cause instanceof Fault fault) {
        return fault;
      }
      cause = cause instanceof ServletException wrapped ? wrapped.getRootCause() : cause.getCause();
    }
    return Fault.internal(500, "unexpected " + thrown, thrown);
  }
}
