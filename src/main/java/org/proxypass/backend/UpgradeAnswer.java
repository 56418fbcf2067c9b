package org.proxypass.backend;

import org.proxypass.exchange.BackendRequest;
import org.proxypass.http.FieldList;
import org.proxypass.http.Fields;
import org.proxypass.http.WebSocketHandshake;

/** Tells a 101 that leaves HTTP as it was asked to from one that must not be believed. */
final class UpgradeAnswer {
  private UpgradeAnswer() {}

  /**
   * Checks the head of a 101 (RFC 9110 §7.8 and §15.2.2, RFC 6455 §4.1), and takes out of it what
   * would announce a body (RFC 9112 §6.3).
   *
   * @throws MalformedResponseException when it answers something that {@code request} did not ask
   */
  static void check(ResponseHead head, BackendRequest request) throws MalformedResponseException {
    String asked = request.use().upgrade();
    Fields fields = head.fields();
    if (asked.isEmpty()) {
      throw new MalformedResponseException("upgrade that was not asked for");
    }
    String protocol = fields.joined("Upgrade");
    if (head.minorVersion() < 1 || protocol == null || !protocol.equalsIgnoreCase(asked)) {
      throw new MalformedResponseException("upgrade to another protocol than " + asked);
    }
    if (!FieldList.contains(fields.joined("Connection"), "upgrade")) {
      throw new MalformedResponseException("101 without Connection: upgrade");
    }
    if (asked.equalsIgnoreCase(WebSocketHandshake.PROTOCOL)
        && !WebSocketHandshake.accepts(request.fields(), fields)) {
      throw new MalformedResponseException("101 with a wrong Sec-WebSocket-Accept");
    }
    fields.remove("Content-Length");
    fields.remove("Transfer-Encoding");
  }
}
