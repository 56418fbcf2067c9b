package org.proxypass.chaos;

import java.util.function.Predicate;

/** When something happened; later than everything until it did. */
final class Moment {
  private volatile long nanos;
  private volatile boolean known;

  /** It happened. */
  void isNow() {
    nanos = System.nanoTime();
    known = true;
  }

  /** Whether a request was sent before. */
  Predicate<Outcome> before() {
    return outcome -> !known || outcome.begun() - nanos <= 0;
  }
}
