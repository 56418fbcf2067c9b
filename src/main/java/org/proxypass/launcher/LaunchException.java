package org.proxypass.launcher;

/** A reason for not starting that the administrator can do something about. */
public final class LaunchException extends Exception {
  /** Says what is wrong, in words for an administrator. */
  public LaunchException(String message) {
    super(message);
  }

  /** Says what is wrong and what caused it. */
  public LaunchException(String message, Throwable cause) {
    super(message, cause);
  }
}
