package org.proxypass.webapp;

import org.proxypass.config.ProtocolSettings;
import org.proxypass.config.Settings;
import org.proxypass.exchange.Fault;

/** ProxyTimeoutStatus: what the client is told when a backend does not answer in time. */
final class TimeoutStatus {
  private TimeoutStatus() {}

  /** {@code fault}, under the configured status when it is a backend's read timeout. */
  static Fault of(Fault fault, Settings settings) {
    return fault.kind() == Fault.Kind.TIMEOUT && fault.status() == 502
        ? fault.withStatus(settings.get(ProtocolSettings.TIMEOUT_STATUS))
        : fault;
  }
}
