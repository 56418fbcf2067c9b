package org.proxypass.config;

import java.nio.file.Path;
import java.util.Optional;

/** Who answers a request instead of a backend or a file. */
public final class HandlerSettings {
  private HandlerSettings() {}

  /** The handlers of {@code SetHandler}. */
  public enum Handler {
    /** The page that shows and changes balancers. */
    BALANCER_MANAGER("balancer-manager"),
    /** The page that shows what the server does. */
    SERVER_STATUS("server-status");

    private final String label;

    Handler(String label) {
      this.label = label;
    }

    /** The name in the configuration. */
    public String label() {
      return label;
    }
  }

  /** {@code SetHandler}; empty: a backend or a file. */
  public static final Setting<Optional<Handler>> HANDLER =
      Setting.replacing("SetHandler", Optional.empty());

  /** {@code ProxyStatus}: whether server-status shows the balancers. */
  public static final Setting<ProxyStatus> PROXY_STATUS =
      Setting.replacing("ProxyStatus", ProxyStatus.OFF);

  /** The modes of ProxyStatus. */
  public enum ProxyStatus {
    /** Nothing. */
    OFF,
    /** A table. */
    ON,
    /** As {@link #ON}. */
    FULL
  }

  /** {@code BalancerPersist}: whether what the manager changed survives a restart. */
  public static final Setting<Boolean> BALANCER_PERSIST =
      Setting.replacing("BalancerPersist", false);

  /** Where it survives: beside the configuration file; empty when there is no such file. */
  public static final Setting<Optional<Path>> STATE_FILE =
      Setting.replacing("BalancerPersist", Optional.empty());
}
