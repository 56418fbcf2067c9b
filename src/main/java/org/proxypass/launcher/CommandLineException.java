package org.proxypass.launcher;

/** A command line that cannot be understood. */
final class CommandLineException extends Exception {
  /** Says what is wrong and what is allowed. */
  CommandLineException(String message) {
    super(message);
  }
}
