package org.proxypass.exchange;

import org.proxypass.http.Fields;

/**
 * A response on its way to the client. The fields are mutable: each link of the chain may change
 * them before it hands the response up. Whoever drops a response must end its body.
 *
 * @param status 200–599, or 101 with {@link ResponseBody#upgraded()}
 * @param fields the header section; hop-by-hop fields and framing are taken out by the first link
 * @param body never null; empty for HEAD, 204 and 304
 */
public record Response(int status, Fields fields, ResponseBody body) {

  /** The same fields and body under another status. */
  public Response withStatus(int other) {
    return new Response(other, fields, body);
  }
}
