package org.proxypass.exchange;

import org.proxypass.http.Fields;

/**
 * A request as it will be sent to a backend.
 *
 * @param method the method token
 * @param target the request target in origin form, encoded, query included; starts with one {@code
 *     /} and holds no space or control character
 * @param fields all end-to-end fields, {@code Host} first; no framing and no {@code Connection},
 *     which belong to the transport
 * @param body never null; {@link RequestBody#length()} says whether there is one
 * @param interim gets the backend's 1xx responses
 * @param use how the connection is used
 */
public record BackendRequest(
    String method,
    String target,
    Fields fields,
    RequestBody body,
    InterimResponses interim,
    ConnectionUse use) {

  /** A request that uses its connection as usual. */
  public BackendRequest(
      String method, String target, Fields fields, RequestBody body, InterimResponses interim) {
    this(method, target, fields, body, interim, ConnectionUse.USUAL);
  }

  /** The same request with another use of its connection. */
  public BackendRequest withUse(ConnectionUse other) {
    return new BackendRequest(method, target, fields, body, interim, other);
  }
}
