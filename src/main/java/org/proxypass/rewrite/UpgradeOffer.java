package org.proxypass.rewrite;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.UpgradeProtocols;
import org.proxypass.config.WorkerSettings;
import org.proxypass.config.WorkerSpec;
import org.proxypass.exchange.BackendRequest;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.RequestBody;
import org.proxypass.http.FieldList;
import org.proxypass.http.FieldSyntax;
import org.proxypass.http.Fields;
import org.proxypass.http.WebSocketHandshake;

/**
 * Decides whether a backend hears that the client would rather speak another protocol (RFC 9110
 * §7.8). Stricter than httpd, which compares a prefix and does not look at the Connection field.
 */
public final class UpgradeOffer {
  private static final UpgradeProtocols WEBSOCKET =
      new UpgradeProtocols(false, List.of(WebSocketHandshake.PROTOCOL));

  private UpgradeOffer() {}

  /**
   * {@code request}, asking for the first protocol of the client's that {@code worker} allows.
   *
   * @throws Fault 400 for a WebSocket handshake without a valid key
   */
  public static BackendRequest addTo(BackendRequest request, Exchange exchange, WorkerSpec worker) {
    String wanted = exchange.requestFields().joined("Upgrade");
    if (wanted == null) {
      return request;
    }
    UpgradeProtocols allowed = allowedBy(worker);
    if (allowed.isNone() || request.use().oldProtocol() || !mayUpgrade(exchange, request)) {
      return request;
    }
    String protocol = firstAllowed(wanted, allowed, request.method());
    if (protocol == null) {
      return request;
    }
    if (protocol.equalsIgnoreCase(WebSocketHandshake.PROTOCOL)
        && !WebSocketHandshake.hasKey(request.fields())) {
      throw Fault.client(400, "WebSocket handshake without a valid Sec-WebSocket-Key");
    }
    return request.withUse(request.use().upgradingTo(protocol));
  }

  /**
   * Lets a client know of the protocols behind a refusal such as 426: keeps the Upgrade field of a
   * response that is no 101 when {@code worker} allows the first protocol of it (as mod_proxy_http
   * does).
   *
   * @param offered the backend's Upgrade field, null for none
   * @param fields the response's, hop-by-hop fields taken out
   */
  public static void keepInResponse(@Nullable String offered, Fields fields, WorkerSpec worker) {
    if (offered == null) {
      return;
    }
    UpgradeProtocols allowed = allowedBy(worker);
    String protocol = allowed.isNone() ? null : firstAllowed(offered, allowed, "GET");
    if (protocol != null) {
      fields.set("Upgrade", protocol);
      fields.set("Connection", "Upgrade");
    }
  }

  private static UpgradeProtocols allowedBy(WorkerSpec worker) {
    UpgradeProtocols configured = worker.parameters().get(WorkerSettings.UPGRADE);
    boolean implied = configured.isNone() && worker.url().scheme().startsWith("ws");
    return implied ? WEBSOCKET : configured;
  }

  /** A body would have to be told from what follows the 101, and an old client knows no Upgrade. */
  private static boolean mayUpgrade(Exchange exchange, BackendRequest request) {
    long length = request.body().length();
    return exchange.clientRequest().protocol().equals("HTTP/1.1")
        && (length == RequestBody.NONE || length == 0)
        && FieldList.contains(exchange.requestFields().joined("Connection"), "upgrade");
  }

  private static @Nullable String firstAllowed(
      String wanted, UpgradeProtocols allowed, String method) {
    String[] found = {null};
    FieldList.forEach(
        wanted,
        protocol -> {
          if (found[0] == null && isAllowed(protocol, allowed, method)) {
            found[0] = protocol;
          }
        });
    return found[0];
  }

  private static boolean isAllowed(String protocol, UpgradeProtocols allowed, String method) {
    // Never h2c: the requests inside would pass by every rule of the configuration.
    if (protocol.regionMatches(true, 0, "h2", 0, 2) || !FieldSyntax.isProtocol(protocol)) {
      return false;
    }
    // RFC 6455 §4.1.
    if (protocol.equalsIgnoreCase(WebSocketHandshake.PROTOCOL) && !method.equals("GET")) {
      return false;
    }
    return allowed.any()
        || allowed.names().stream().anyMatch(name -> name.equalsIgnoreCase(protocol));
  }
}
