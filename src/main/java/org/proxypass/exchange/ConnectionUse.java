package org.proxypass.exchange;

/**
 * How one request uses its connection to a backend.
 *
 * @param oldProtocol whether the request is sent as HTTP/1.0, without Connection field; its body
 *     must have a length then
 * @param keepAlive whether the connection may serve another request afterwards
 * @param fresh whether the connection must not have served another request before
 * @param upgrade the protocol that the request asks to change to (RFC 9110 §7.8); empty for none,
 *     as always with {@code oldProtocol}
 */
public record ConnectionUse(boolean oldProtocol, boolean keepAlive, boolean fresh, String upgrade) {
  /** HTTP/1.1 on any connection of the pool. */
  public static final ConnectionUse USUAL = new ConnectionUse(false, true, false);

  /** A use that asks for no other protocol. */
  public ConnectionUse(boolean oldProtocol, boolean keepAlive, boolean fresh) {
    this(oldProtocol, keepAlive, fresh, "");
  }

  /** The same on a connection that has not served another request. */
  public ConnectionUse afresh() {
    return new ConnectionUse(oldProtocol, keepAlive, true, upgrade);
  }

  /** The same, asking for {@code protocol}. */
  public ConnectionUse upgradingTo(String protocol) {
    return new ConnectionUse(oldProtocol, keepAlive, fresh, protocol);
  }
}
