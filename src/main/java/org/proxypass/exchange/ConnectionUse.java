package org.proxypass.exchange;

/**
 * How one request uses its connection to a backend.
 *
 * @param oldProtocol whether the request is sent as HTTP/1.0, without Connection field; its body
 *     must have a length then
 * @param keepAlive whether the connection may serve another request afterwards
 * @param fresh whether the connection must not have served another request before
 */
public record ConnectionUse(boolean oldProtocol, boolean keepAlive, boolean fresh) {
  /** HTTP/1.1 on any connection of the pool. */
  public static final ConnectionUse USUAL = new ConnectionUse(false, true, false);

  /** The same on a connection that has not served another request. */
  public ConnectionUse afresh() {
    return new ConnectionUse(oldProtocol, keepAlive, true);
  }
}
