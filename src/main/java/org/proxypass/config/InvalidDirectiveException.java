package org.proxypass.config;

/** A directive that cannot be applied. */
final class InvalidDirectiveException extends Exception {
  private final String reason;

  /** Creates one; {@code reason} says what is wrong and what is allowed. */
  InvalidDirectiveException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** What is wrong, and what is allowed. */
  String reason() {
    return reason;
  }
}
