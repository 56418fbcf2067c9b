package org.proxypass.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All declarations; the one place that knows which directives there are. Immutable. */
final class DirectiveTable {

  /** Directives of one concern, under its heading. */
  record Group(String title, List<DirectiveSpec> directives) {
    Group {
      directives = List.copyOf(directives);
    }
  }

  private final List<Group> groups;
  private final Map<String, DirectiveSpec> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private DirectiveTable(List<Group> groups) {
    this.groups = List.copyOf(groups);
    for (Group group : groups) {
      for (DirectiveSpec directive : group.directives()) {
        byName.put(directive.name(), directive);
      }
    }
  }

  /** The directives of proxypass. */
  static DirectiveTable create() {
    return new DirectiveTable(
        List.of(
            new Group("Servers and virtual hosts", ServerDirectives.all()),
            new Group("Sections", SectionDirectives.all()),
            new Group("Mapping requests to backends", MappingDirectives.all()),
            new Group("Balancing", BalancerDirectives.all()),
            new Group("Health checks", HealthDirectives.all()),
            new Group("Tunnels", TunnelDirectives.all()),
            new Group("Pages of this server", HandlerDirectives.all()),
            new Group("URLs", UrlDirectives.all()),
            new Group("Rewriting", RewriteDirectives.all()),
            new Group("Redirects", RedirectDirectives.all()),
            new Group("Forwarding", ForwardingDirectives.all()),
            new Group("Protocol", ProtocolDirectives.all()),
            new Group("Protocol, beyond httpd", ExtensionDirectives.all()),
            new Group("Ways to backends", EgressDirectives.all()),
            new Group("Mapping responses back", ReverseDirectives.all()),
            new Group("Header fields", HeaderDirectives.all()),
            new Group("Environment variables", EnvironmentDirectives.all()),
            new Group("Error pages and local files", ErrorDirectives.all()),
            new Group("Changing bodies", FilterDirectives.all()),
            new Group(
                "Access control", Lists.concat(AccessDirectives.all(), OrderDirectives.all())),
            new Group("Logs", LogDirectives.all()),
            new Group("What the server says of itself", IdentityDirectives.all()),
            new Group("Files, definitions and conditions", ReadingDirectives.all())));
  }

  /** All directives under their headings. */
  List<Group> groups() {
    return groups;
  }

  /** The directive called {@code name} in any letter case, or null. */
  @Nullable DirectiveSpec find(String name) {
    return byName.get(name);
  }

  /** Whether {@code name} is a directive of httpd's or ours, or a misspelled one of ours. */
  boolean resembles(String name) {
    return byName.containsKey(name)
        || LaterDirectives.contains(name)
        || Suggestions.closest(name, byName.keySet().stream()) != null;
  }

  /** Why {@code name}, which was not found, is refused. */
  String unknown(String name) {
    if (LaterDirectives.contains(name)) {
      return "not supported yet";
    }
    String similar =
        Suggestions.closest(
            name, Stream.concat(byName.keySet().stream(), LaterDirectives.names().stream()));
    return similar == null
        ? "unknown directive"
        : "unknown directive, did you mean " + similar + "?";
  }
}
