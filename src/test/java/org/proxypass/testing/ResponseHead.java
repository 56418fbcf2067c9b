package org.proxypass.testing;

import java.util.List;

/**
 * Status line and fields of a response, interim or final.
 *
 * @param version {@code HTTP/1.1} or {@code HTTP/1.0}
 * @param status the status code
 * @param reason the reason phrase, empty when none was sent
 * @param fields the field lines in order
 */
public record ResponseHead(String version, int status, String reason, List<RawField> fields) {

  /** The values of all lines called {@code name}, in order. */
  public List<String> values(String name) {
    return RawField.values(fields, name);
  }
}
