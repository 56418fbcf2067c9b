package org.proxypass.http;

/** A request target that must not be served, with the status that says so. Carries no stack. */
public final class BadTargetException extends Exception {
  private final int status;

  /** Refuses with {@code status}; the message is for the log. */
  public BadTargetException(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  /** 400, 403 or 404. */
  public int status() {
    return status;
  }
}
