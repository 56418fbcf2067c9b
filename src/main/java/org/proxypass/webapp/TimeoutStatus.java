package org.proxypass.webapp;

import java.net.SocketTimeoutException;
import org.proxypass.config.ProtocolSettings;
import org.proxypass.config.Settings;
import org.proxypass.exchange.Fault;

/** ProxyTimeoutStatus: what the client is told when a backend does not answer in time. */
final class TimeoutStatus {
  private TimeoutStatus() {}

  /** {@code fault}, under the configured status when it is a backend's read timeout. */
  static Fault of(Fault fault, Settings settings) {
    boolean late =
        fault.side() == Fault.Side.BACKEND
            && fault.status() == 502
            && fault.getCause() instanceof SocketTimeoutException;
    int status = late ? settings.get(ProtocolSettings.TIMEOUT_STATUS) : fault.status();
    return status == fault.status()
        ? fault
        : Fault.backend(status, fault.message(), fault.getCause());
  }
}
