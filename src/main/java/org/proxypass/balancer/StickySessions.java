package org.proxypass.balancer;

import org.jspecify.annotations.Nullable;
import org.proxypass.config.BalancerSettings.StickyName;
import org.proxypass.exchange.Exchange;

/** Finds the route in what a client sent: in a parameter of the URL first, then in a cookie. */
final class StickySessions {
  private StickySessions() {}

  /**
   * The session of a request, or null when it brings no route.
   *
   * @param requestTarget path and query
   */
  static @Nullable Session find(Exchange exchange, String requestTarget, BalancerTraits traits) {
    if (traits.stickySession().isEmpty()) {
      return null;
    }
    StickyName names = traits.stickySession().get();
    String name = names.parameter();
    String value = SessionParameter.find(requestTarget, name, traits.semicolonEndsParameter());
    if (value == null) {
      name = names.cookie();
      value = CookieValue.find(exchange.requestFields(), name);
    }
    String route = value == null ? null : route(value, traits);
    return route == null ? null : new Session(name, route, false);
  }

  /** What stands behind the first separator; the whole value when there is no such thing. */
  private static @Nullable String route(String value, BalancerTraits traits) {
    if (traits.stickySeparator().isEmpty()) {
      return value;
    }
    int separator = value.indexOf(traits.stickySeparator().get());
    return separator < 0 ? null : value.substring(separator + 1);
  }
}
