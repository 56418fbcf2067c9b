package org.proxypass.config;

import java.time.Duration;
import java.util.Optional;

/** Settings of one scope about connections that have changed to another protocol. */
public final class TunnelSettings {
  private TunnelSettings() {}

  /**
   * {@code ProxyWebsocketIdleTimeout}: a tunnel in which nothing moved for so long is closed; zero
   * for never. Empty: the longer of Timeout and the worker's {@code timeout}.
   */
  public static final Setting<Optional<Duration>> IDLE_TIMEOUT =
      Setting.replacing("ProxyWebsocketIdleTimeout", Optional.empty());
}
