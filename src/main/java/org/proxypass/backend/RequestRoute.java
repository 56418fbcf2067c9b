package org.proxypass.backend;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.proxypass.config.RemoteProxy;
import org.proxypass.http.BackendUrl;

/**
 * What a request head holds because of the way it takes, ready to be written.
 *
 * @param targetPrefix what stands before the origin form of the target; empty for a backend that is
 *     reached without a proxy in between
 * @param fieldLines whole field lines with their line ends; may be empty
 */
record RequestRoute(String targetPrefix, String fieldLines) {
  /** No proxy in between, or a tunnel through it. */
  static final RequestRoute DIRECT = new RequestRoute("", "");

  /** To an http backend through {@code proxy}: absolute form (RFC 9112 §3.2.2). */
  static RequestRoute through(RemoteProxy proxy, BackendUrl backend) {
    // A WebSocket begins as HTTP (RFC 6455 §1.7).
    return new RequestRoute("http://" + backend.authority(), authorization(proxy));
  }

  /** The line that gives the proxy its credentials, or nothing (RFC 7617). */
  static String authorization(RemoteProxy proxy) {
    return proxy
        .credentials()
        .map(text -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
        .map(encoded -> "Proxy-Authorization: Basic " + encoded + "\r\n")
        .orElse("");
  }
}
