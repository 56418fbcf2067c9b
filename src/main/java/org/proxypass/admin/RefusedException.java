package org.proxypass.admin;

/** A request to the manager that changes nothing because something is wrong with it. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  /** Refuses a form that cannot be understood, or holds a value that is not allowed. */
  RefusedException(String message) {
    this(400, message);
  }

  /**
   * Refuses a request.
   *
   * @param status 400–499
   * @param message for whoever sent it; plain text
   */
  RefusedException(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  /** The status of the answer. */
  int status() {
    return status;
  }

  /** What is wrong, as plain text. */
  String text() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
