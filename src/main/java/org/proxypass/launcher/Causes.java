package org.proxypass.launcher;

/** What exceptions are about. */
final class Causes {
  private Causes() {}

  /** The message of what {@code thrown} goes back to. */
  static String rootMessage(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return message == null ? root.toString() : message;
  }
}
