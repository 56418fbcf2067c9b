package org.proxypass.admin;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.proxypass.balancer.Balancer;
import org.proxypass.balancer.Member;

/**
 * What a form is about.
 *
 * @param member null for the balancer itself
 */
record FormTarget(Balancer balancer, @Nullable Member member) {

  /**
   * Finds what {@code b} and {@code w} name; null when nothing is named.
   *
   * @throws RefusedException 404 when there is no such balancer or member
   */
  static @Nullable FormTarget find(FormFields form, List<Balancer> balancers)
      throws RefusedException {
    String name = form.get("b");
    if (name == null) {
      return null;
    }
    Balancer balancer = balancer(name, balancers);
    if (balancer == null) {
      throw new RefusedException(404, "There is no balancer://" + name + ".");
    }
    String url = form.get("w");
    if (url == null || url.isEmpty()) {
      return new FormTarget(balancer, null);
    }
    for (Member member : balancer.members()) {
      if (member.name().equals(url)) {
        return new FormTarget(balancer, member);
      }
    }
    throw new RefusedException(404, "balancer://" + name + " has no member " + url + ".");
  }

  /** The balancer called {@code name}, or null. */
  static @Nullable Balancer balancer(@Nullable String name, List<Balancer> balancers) {
    String lower = name == null ? "" : name.toLowerCase(Locale.ROOT);
    return balancers.stream()
        .filter(balancer -> balancer.name().equals(lower))
        .findFirst()
        .orElse(null);
  }

  /**
   * Checks that the form comes from one of our pages.
   *
   * @param nonce the balancer's; empty when there is none
   * @throws RefusedException 403 when the form has another
   */
  void requireNonce(FormFields form, String nonce) throws RefusedException {
    String given = form.get("nonce");
    if (!nonce.isEmpty() && !Nonces.equal(given == null ? "" : given, nonce)) {
      throw new RefusedException(
          403, "The nonce is missing or not that of this start; nothing was changed.");
    }
  }
}
