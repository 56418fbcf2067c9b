package org.proxypass.config;

import java.util.List;
import java.util.stream.Collectors;
import org.proxypass.http.Ascii;

/** Writes the reference page, docs/reference.md, from the declarations. */
final class ReferencePage {
  private static final String INTRODUCTION =
      """
      # Directive reference

      <!-- Generated from the declarations in org.proxypass.config. To change it, change them and run
           mvn test -Dtest=ReferencePageTest -Dproxypass.update=true -->

      Every directive has the name, the arguments and the meaning it has in Apache httpd 2.4; where
      proxypass differs, the entry says so. Names are not case-sensitive. A directive that httpd knows
      and proxypass does not is refused, never ignored.

      The same directives are written in httpd syntax, as properties or in a web.xml:
      [configuration.md](configuration.md) tells how, and in which order they count. Examples here are in
      httpd syntax. Deviations from httpd are collected in [differences.md](differences.md).

      **Syntax lines:** `[ ]` may be left out, `|` separates alternatives, `…` means several, other
      lower-case words stand for a value.

      **Times** are an integer with the unit `ms`, `s`, `min` (or `mi`) or `h`; the entry says what a
      number without a unit counts.

      **Contexts:** *server config* is outside all sections, *virtual host* inside `<VirtualHost>`,
      *location* inside `<Location>` or `<LocationMatch>`, *proxy section* inside `<Proxy>`, *if section*
      inside `<If>`, `<ElseIf>` or `<Else>`.

      """;

  private ReferencePage() {}

  /** The whole page in Markdown. */
  static String markdown() {
    DirectiveTable table = DirectiveTable.create();
    StringBuilder page = new StringBuilder(INTRODUCTION);
    for (DirectiveTable.Group group : table.groups()) {
      page.append("- ").append(group.title()).append(": ");
      page.append(
          group.directives().stream().map(ReferencePage::link).collect(Collectors.joining(" · ")));
      page.append('\n');
    }
    page.append("- [Worker parameters](#worker-parameters)\n");
    page.append("- [Member parameters](#member-parameters)\n");
    page.append("- [Balancer parameters](#balancer-parameters)\n");
    page.append("- [Known to httpd, not supported yet](#known-to-httpd-not-supported-yet)\n\n");
    for (DirectiveTable.Group group : table.groups()) {
      page.append("## ").append(group.title()).append("\n\n");
      group.directives().forEach(directive -> append(page, directive));
    }
    appendParameters(
        page,
        "Worker",
        "`key=value` behind the URL of ProxyPass, ProxyPassMatch and BalancerMember, and in a"
            + " ProxySet for a backend.",
        WorkerParameters.all());
    appendParameters(
        page,
        "Member",
        "`key=value` behind the URL of a BalancerMember, beside the worker parameters.",
        ParameterTables.memberOnly());
    appendParameters(
        page,
        "Balancer",
        "`key=value` behind a `balancer://` URL of ProxyPass or `<Proxy>`, and in a ProxySet for a"
            + " balancer.",
        BalancerParameters.all());
    appendLater(page);
    return page.toString();
  }

  private static String link(DirectiveSpec directive) {
    return "[" + label(directive) + "](#" + Ascii.lower(directive.name()) + ")";
  }

  private static String label(DirectiveSpec directive) {
    return escaped(directive.displayName());
  }

  /** Brackets as entities: Markdown would take them for HTML. */
  private static String escaped(String text) {
    return text.replace("<", "&lt;").replace(">", "&gt;").replace("*", "\\*");
  }

  private static void append(StringBuilder page, DirectiveSpec directive) {
    page.append("### ").append(label(directive)).append("\n\n");
    page.append(escaped(directive.summary())).append("\n\n");
    page.append("- Syntax: `").append(directive.syntax()).append("`\n");
    if (!directive.defaultText().isEmpty()) {
      page.append("- Default: ").append(directive.defaultText()).append('\n');
    }
    page.append("- Context: ").append(Context.labels(directive.contexts())).append("\n\n");
    page.append(directive.details()).append("\n\n");
    page.append("```apache\n").append(directive.example()).append("\n```\n\n");
  }

  private static void appendParameters(
      StringBuilder page, String kind, String place, List<WorkerParameter> parameters) {
    page.append("## ").append(kind).append(" parameters\n\n");
    page.append(place).append("\n\n");
    page.append("| parameter | value | default | meaning |\n|---|---|---|---|\n");
    for (WorkerParameter parameter : parameters) {
      page.append("| `").append(parameter.name()).append("` | ");
      page.append(parameter.syntax().replace("|", "\\|")).append(" | ");
      page.append(parameter.defaultText()).append(" | ");
      page.append(parameter.documentation()).append(" |\n");
    }
    page.append('\n');
  }

  private static void appendLater(StringBuilder page) {
    page.append("## Known to httpd, not supported yet\n\n");
    page.append("Directives and sections: ");
    page.append(String.join(", ", LaterDirectives.names())).append(".\n\n");
    page.append("Worker and balancer parameters that are refused:\n\n");
    ParameterTables.unsupported()
        .forEach(
            (name, reason) ->
                page.append("- `").append(name).append("` ").append(reason).append(".\n"));
  }
}
