package org.proxypass.config;

/** What {@code TraceEnable} allows of the method TRACE (RFC 9110 §9.3.8). */
public enum TraceMode {
  /** TRACE is answered 405. */
  OFF,
  /** TRACE without a body is served. */
  ON,
  /** TRACE is served, with a body too. */
  EXTENDED
}
