package org.proxypass.webapp;

import org.jspecify.annotations.Nullable;
import org.proxypass.access.AccessRequirement;
import org.proxypass.access.AccessSubject;
import org.proxypass.access.OrderedAccess;
import org.proxypass.config.AccessSettings;
import org.proxypass.config.Settings;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.Fault;

/** Whether a request may pass: Require, and the older Order, Allow and Deny. */
final class AccessControl {
  private AccessControl() {}

  /** Throws a 403 when the settings of {@code passage} deny. */
  static void check(Passage passage) {
    Settings settings = passage.settings();
    AccessRequirement requirement = settings.get(AccessSettings.REQUIREMENT);
    OrderedAccess ordered = settings.get(AccessSettings.ORDERED).orElse(null);
    if (requirement.rule().isEmpty() && ordered == null) {
      return;
    }
    if (!grants(requirement, ordered, passage.exchange())) {
      throw Fault.client(403, "denied by configuration");
    }
  }

  private static boolean grants(
      AccessRequirement requirement, @Nullable OrderedAccess ordered, Exchange exchange) {
    AccessSubject subject = new ExchangeSubject(exchange);
    if (ordered == null) {
      return requirement.grants(subject);
    }
    boolean old = ordered.grants(subject);
    // As in httpd, Require is not even evaluated when the old directives have decided.
    return old == ordered.satisfyAny() ? old : requirement.grants(subject);
  }
}
