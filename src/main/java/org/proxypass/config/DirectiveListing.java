package org.proxypass.config;

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
    text.append("Worker parameters of ProxyPass and ProxyPassMatch\n\n");
    for (WorkerParameter parameter : WorkerParameters.all()) {
      text.append(parameter.name()).append('=').append(parameter.syntax()).append('\n');
      line(text, "Default: " + parameter.defaultText());
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String content) {
    text.append("    ").append(content).append('\n');
  }
}
