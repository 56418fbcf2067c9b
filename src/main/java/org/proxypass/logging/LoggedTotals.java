package org.proxypass.logging;

/** What is known of an exchange only when it is over: amounts and times. */
public interface LoggedTotals {

  /** The bytes of the response body. */
  long bodyBytesSent();

  /** The bytes of the response, head included. */
  long bytesSent();

  /** The bytes of the request, head included. */
  long bytesReceived();

  /** When the request came in, in microseconds since 1970. */
  long startMicros();

  /** How long the exchange took, in microseconds. */
  long elapsedMicros();

  /** {@code X} when the response was broken off, {@code +} or {@code -}: connection kept or not. */
  char connectionState();
}
