package org.proxypass.config;

import java.time.Duration;
import java.util.Optional;

/** The settings of tunnels: connections that left HTTP. */
public final class TunnelSettings {
  private TunnelSettings() {}

  /**
   * {@code ProxyWebsocketIdleTimeout}: how long neither side may send anything; empty means the
   * longer one of Timeout and the worker's timeout.
   */
  public static final Setting<Optional<Duration>> IDLE_TIMEOUT =
      Setting.replacing("ProxyWebsocketIdleTimeout", Optional.empty());
}
