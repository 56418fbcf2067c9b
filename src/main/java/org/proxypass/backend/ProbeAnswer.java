package org.proxypass.backend;

import org.proxypass.http.Fields;

/**
 * The answer to a health check.
 *
 * @param status 200–599
 * @param fields the header section
 * @param body a character a byte, cut off at {@link #LONGEST_BODY}; empty for HEAD
 */
public record ProbeAnswer(int status, Fields fields, String body) {
  /** So many bytes of a body are looked at. */
  public static final int LONGEST_BODY = 65_536;
}
