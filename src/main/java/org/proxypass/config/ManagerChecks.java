package org.proxypass.config;

import java.util.ArrayList;
import java.util.List;
import org.proxypass.config.HandlerSettings.Handler;

/** Finds balancer managers of one host that nobody is kept from. */
final class ManagerChecks {
  private record Placed(Scope scope, Origin origin) {}

  private final List<Placed> managers = new ArrayList<>();

  /** Notes a {@code SetHandler balancer-manager}. */
  void add(Scope scope, Origin origin) {
    managers.add(new Placed(scope, origin));
  }

  /**
   * Warns about each that no access rule of the finished host can concern. Whether a rule that can
   * is strict enough is the administrator's business.
   *
   * @param host outside all sections
   */
  void warnAboutOpen(Settings host, List<LocationSpec> locations, Problems problems) {
    for (Placed manager : managers) {
      Settings own = manager.scope().finished();
      boolean shown = own.get(HandlerSettings.HANDLER).orElse(null) == Handler.BALANCER_MANAGER;
      boolean guarded =
          hasRules(own)
              || hasRules(host)
              || locations.stream()
                  .anyMatch(
                      location ->
                          hasRules(location.settings()) && concerns(location, manager.scope()));
      if (shown && !guarded) {
        problems.warning(
            manager.origin(),
            "SetHandler",
            "whoever reaches this page can take the site down: write a Require beside it");
      }
    }
  }

  private static boolean hasRules(Settings settings) {
    return !settings.get(AccessSettings.REQUIREMENT).rule().isEmpty()
        || settings.get(AccessSettings.ORDERED).isPresent()
        || !settings.get(ConditionalSettings.SETTING).isEmpty();
  }

  private static boolean concerns(LocationSpec location, Scope manager) {
    return !(location.pattern() instanceof PathPattern.Prefix outer)
        || !(manager.pattern() instanceof PathPattern.Prefix inner)
        || inner.path().startsWith(outer.path());
  }
}
