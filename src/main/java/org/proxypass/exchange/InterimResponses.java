package org.proxypass.exchange;

import org.proxypass.http.Fields;

/** Takes the 1xx responses of a backend as they come (RFC 9110 §15.2), but for 101. */
@FunctionalInterface
public interface InterimResponses {
  /** Drops them. */
  InterimResponses IGNORED = (status, fields) -> {};

  /** One interim response; must not throw and must not keep {@code fields}. */
  void relay(int status, Fields fields);
}
