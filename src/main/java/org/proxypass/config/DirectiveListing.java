package org.proxypass.config;

import java.util.List;

/** What {@code -L} prints: every directive with its syntax, contexts and one line of meaning. */
public final class DirectiveListing {
  private DirectiveListing() {}

  /** The listing, grouped by concern, ending in a line feed. */
  public static String text() {
    StringBuilder text = new StringBuilder();
    for (DirectiveTable.Group group : DirectiveTable.create().groups()) {
      text.append(group.title()).append("\n\n");
      for (DirectiveSpec directive : group.directives()) {
        text.append(directive.syntax()).append('\n');
        line(text, directive.summary());
        if (!directive.defaultText().isEmpty()) {
          line(text, "Default: " + directive.defaultText());
        }
        line(text, "Allowed in: " + Context.labels(directive.contexts()));
      }
      text.append('\n');
    }
    appendParameters(
        text,
        "Worker parameters of ProxyPass, ProxyPassMatch and BalancerMember",
        WorkerParameters.all());
    appendParameters(text, "Further parameters of BalancerMember", ParameterTables.memberOnly());
    appendParameters(text, "Balancer parameters", BalancerParameters.all());
    return text.toString();
  }

  private static void line(StringBuilder text, String content) {
    text.append("    ").append(content).append('\n');
  }

  private static void appendParameters(
      StringBuilder text, String title, List<WorkerParameter> parameters) {
    text.append(title).append("\n\n");
    for (WorkerParameter parameter : parameters) {
      text.append(parameter.name()).append('=').append(parameter.syntax()).append('\n');
      line(text, "Default: " + parameter.defaultText());
    }
    text.append('\n');
  }
}
