package org.proxypass.differential;

import org.proxypass.testing.Script;

/** Balancers for the tables: every member is the first backend under a path of one letter. */
final class Members {
  /** Shows the balancer's variables to the client. */
  static final String SHOWN =
      """
      Header always set X-Balancer "%{BALANCER_NAME}e"
      Header always set X-Worker "%{BALANCER_WORKER_NAME}e"
      Header always set X-Worker-Route "%{BALANCER_WORKER_ROUTE}e"
      Header always set X-Sticky "%{BALANCER_SESSION_STICKY}e"
      Header always set X-Route "%{BALANCER_SESSION_ROUTE}e"
      Header always set X-Changed "%{BALANCER_ROUTE_CHANGED}e"
      """;

  private Members() {}

  /**
   * The configuration of one balancer behind every path.
   *
   * @param parameters those of the balancer
   * @param members each a letter and its parameters; {@code !} in front for one that nobody listens
   *     for
   */
  static String balancer(String parameters, String... members) {
    StringBuilder text = new StringBuilder("<Proxy balancer://cluster>\n");
    for (String member : members) {
      boolean dead = member.startsWith("!");
      text.append("BalancerMember http://").append(dead ? "{dead}" : "{backend}").append('/');
      text.append(dead ? member.substring(1) : member).append('\n');
    }
    return text + "</Proxy>\nProxyPass / balancer://cluster/ " + parameters + "\n";
  }

  /**
   * Backends that answer with their name, but {@code answer} as the member called {@code letter}.
   */
  static Script only(String letter, Script answer) {
    return exchange -> {
      boolean meant = exchange.head().target().startsWith("/" + letter);
      (meant ? answer : Script.naming()).serve(exchange);
    };
  }
}
