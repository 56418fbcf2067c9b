package org.proxypass.admin;

import java.util.Optional;
import org.proxypass.config.BalancerSettings.StickyName;

/** How the name of a session is written in the configuration. */
final class Sticky {
  private Sticky() {}

  /** {@code cookie} or {@code cookie|parameter}; empty for none. */
  static String text(Optional<StickyName> name) {
    return name.map(Sticky::text).orElse("");
  }

  private static String text(StickyName name) {
    return name.cookie().equals(name.parameter())
        ? name.cookie()
        : name.cookie() + "|" + name.parameter();
  }
}
