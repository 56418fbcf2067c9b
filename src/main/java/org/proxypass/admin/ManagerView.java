package org.proxypass.admin;

import java.nio.charset.StandardCharsets;
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

  /** What stands for itself in a query (RFC 3986 §3.4) and in a form, as httpd writes it. */
  private static final String LITERAL = "-._~:/@!$'()*,;[]";

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

  /**
   * The path and query by which httpd's manager, too, opens the settings of a balancer or member.
   */
  String link(Balancer balancer, @Nullable Member member) {
    StringBuilder link = new StringBuilder(self).append("?b=");
    append(link, balancer.name());
    if (member != null) {
      append(link.append("&w="), member.name());
    }
    append(link.append("&nonce="), nonce(balancer));
    return link.toString();
  }

  private static void append(StringBuilder link, String value) {
    for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || LITERAL.indexOf(c) >= 0)) {
        link.append(c);
      } else {
        link.append('%')
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 15, 16));
      }
    }
  }
}
