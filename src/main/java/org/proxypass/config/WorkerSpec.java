package org.proxypass.config;

import org.proxypass.http.BackendUrl;

/**
 * A worker as configured: every mapping whose target lies under {@code url} shares it.
 *
 * @param url its path is compared as a string prefix
 * @param parameters the settings of {@link WorkerSettings}
 */
public record WorkerSpec(BackendUrl url, Settings parameters) {

  /** The scheme of a WebSocket implies the protocol. */
  public WorkerSpec {
    boolean webSocket = url.scheme().equals("ws") || url.scheme().equals("wss");
    if (webSocket && parameters.configured(WorkerSettings.UPGRADE) == null) {
      parameters = parameters.with(WorkerSettings.UPGRADE, UpgradeProtocols.WEBSOCKET);
    }
  }
}
