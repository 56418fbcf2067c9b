package org.proxypass.webapp;

import org.proxypass.config.AccessSettings;
import org.proxypass.config.Settings;
import org.proxypass.exchange.Fault;

/** Whether a request may pass: Require, and the older Order, Allow and Deny. Both must agree. */
final class AccessControl {
  private AccessControl() {}

  /** Throws a 403 when the settings deny. */
  static void check(Settings settings) {
    boolean required = settings.get(AccessSettings.REQUIRE_ALL).orElse(true);
    boolean legacy = settings.get(AccessSettings.LEGACY).map(rule -> rule.granted()).orElse(true);
    if (!required || !legacy) {
      throw Fault.client(403, "denied by configuration");
    }
  }
}
