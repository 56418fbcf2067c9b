package org.proxypass.logging;

/** A text that is no log format. */
public final class LogFormatException extends Exception {
  LogFormatException(String message) {
    super(message);
  }
}
