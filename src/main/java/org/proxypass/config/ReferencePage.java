package org.proxypass.config;

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

      **Times** are an integer with the unit `ms`, `s`, `min` (or `mi`) or `h`; the entry says what a
      number without a unit counts.

      **Contexts:** *server config* is outside all sections, *virtual host* inside `<VirtualHost>`,
      *location* inside `<Location>` or `<LocationMatch>`, *proxy section* inside `<Proxy>`, *if section*
      inside `<If>`, `<ElseIf>` or `<Else>`.

      """;

  private static final String CARRIERS =
      """
      ## Where directives are written

      The same directives come in three forms, which may be mixed: a file may include one of another
      kind, and parameters of a web.xml are read in addition to a file.

      ### httpd syntax (`*.conf`)

      One directive a line; a backslash at the very end continues the line; a line that begins with
      `#` is a comment. An argument with spaces stands in single or double quotes, inside which `\\"`
      and `\\\\` stand for a quote and a backslash; everywhere else a single backslash is itself, so
      that regular expressions need no doubling. `${NAME}` is replaced as Define says.

      ### Properties (`*.properties`)

      ```properties
      ProxyPreserveHost = On
      ProxyPass = /app/static !
      ProxyPass = /app http://127.0.0.1:8081/app

      VirtualHost.shop = *:80
      VirtualHost.shop.ServerName = shop.example
      VirtualHost.shop.ProxyPass = / ${env:SHOP_BACKEND}/

      Location.admin = /admin
      Location.admin.Require = all denied

      include = sites/*.properties
      ```

      The key is the directive, the value its arguments, quoted as above. Keys may be repeated, and the
      order of all lines counts. Backslashes and commas mean nothing special; only a backslash at the
      end continues the line. A section is a key with an id of your choice, `Location.admin`, whose
      value is the section's argument; directives inside begin with that key, and sections nest. A
      section stands where its first key stands. `${env:NAME}` and `${sys:name}` are replaced by an
      environment variable and a system property; any other `${…}` is an error.

      ### Parameters of a web.xml

      Context or init parameters are named like the keys of properties. Each line of a value that is
      not blank is one occurrence, so that a `ProxyPass` with three lines is three mappings in that
      order. Parameters have no order among one another and are taken sorted by name. The parameter
      `directives` holds a whole text in httpd syntax, for what needs an order or nesting of its own.

      ```xml
      <context-param>
        <param-name>ProxyPass</param-name>
        <param-value>
          /app/static !
          /app http://127.0.0.1:8081/app
        </param-value>
      </context-param>
      ```

      A servlet that is mapped to a prefix of its own may leave out the path of `ProxyPass` and
      `ProxyPassReverse` in its init parameters; it then stands for all the servlet is mapped to.

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
    page.append("- [Where directives are written](#where-directives-are-written)\n");
    page.append("- [Known to httpd, not supported yet](#known-to-httpd-not-supported-yet)\n\n");
    for (DirectiveTable.Group group : table.groups()) {
      page.append("## ").append(group.title()).append("\n\n");
      group.directives().forEach(directive -> append(page, directive));
    }
    appendWorkerParameters(page);
    page.append(CARRIERS);
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

  private static void appendWorkerParameters(StringBuilder page) {
    page.append("## Worker parameters\n\n");
    page.append("`key=value` behind the URL of ProxyPass and ProxyPassMatch.\n\n");
    page.append("| parameter | value | default | meaning |\n|---|---|---|---|\n");
    for (WorkerParameter<?> parameter : WorkerParameters.all()) {
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
    page.append("Worker and balancer parameters: ");
    page.append(String.join(", ", WorkerParameters.later())).append(".\n");
  }
}
