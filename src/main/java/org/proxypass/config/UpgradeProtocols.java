package org.proxypass.config;

import java.util.List;

/**
 * What {@code upgrade=} of a worker allows.
 *
 * @param any whether every protocol is allowed (but never {@code h2c})
 * @param names the allowed protocols, in the order of the configuration; empty when {@code any}
 */
public record UpgradeProtocols(boolean any, List<String> names) {
  /** No upgrade at all. */
  public static final UpgradeProtocols NONE = new UpgradeProtocols(false, List.of());

  /** {@code upgrade=ANY}. */
  public static final UpgradeProtocols ANY = new UpgradeProtocols(true, List.of());

  /** {@code upgrade=websocket}. */
  public static final UpgradeProtocols WEBSOCKET =
      new UpgradeProtocols(false, List.of("websocket"));

  /** Copies the list. */
  public UpgradeProtocols {
    names = List.copyOf(names);
  }

  /** Whether nothing is allowed. */
  public boolean isNone() {
    return !any && names.isEmpty();
  }
}
