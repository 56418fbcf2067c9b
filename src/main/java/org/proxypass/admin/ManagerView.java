package org.proxypass.admin;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.proxypass.balancer.Balancer;
import org.proxypass.balancer.Member;
import org.proxypass.config.HealthCheckSettings.Criterion;

/**
 * What one answer of the manager shows.
 *
 * @param self the manager's own path, for links and forms
 * @param host what tells this virtual host's tokens from those of others
 * @param title the name of the server
 * @param balancers in configuration order
 * @param persisted whether changes survive a restart
 * @param criteria the health check expressions there are
 * @param opened whose settings are open; null for none
 * @param notice what is to be said, plain text; empty for nothing
 * @param problem whether {@code notice} is about a failure
 */
record ManagerView(
    String self,
    String host,
    String title,
    List<Balancer> balancers,
    boolean persisted,
    Map<String, Criterion> criteria,
    @Nullable FormTarget opened,
    String notice,
    boolean problem) {

  /** This view with something to say. */
  ManagerView saying(String text, boolean failure) {
    return new ManagerView(
        self, host, title, balancers, persisted, criteria, opened, text, failure);
  }

  /** This view with the settings of {@code target} open. */
  ManagerView opening(@Nullable FormTarget target) {
    return new ManagerView(
        self, host, title, balancers, persisted, criteria, target, notice, problem);
  }

  /** Whether the settings of {@code balancer}, or of one member of it, are open. */
  boolean isOpen(Balancer balancer, @Nullable Member member) {
    return opened != null && opened.balancer() == balancer && opened.member() == member;
  }

  /** The token that a form for {@code balancer} needs. */
  String nonce(Balancer balancer) {
    return Nonces.of(balancer, host);
  }
}
