package org.proxypass.config;

import java.util.List;
import org.proxypass.access.AccessRule;

/** Gives directives their meaning: looks each up in the declarations, checks it and applies it. */
final class Interpreter {
  private final DirectiveTable table;
  private final ConfigBuilder config;
  private final Problems problems;

  Interpreter(DirectiveTable table, ConfigBuilder config, Problems problems) {
    this.table = table;
    this.config = config;
    this.problems = problems;
  }

  /** Applies {@code nodes} in {@code scope}. */
  void interpret(List<DirectiveNode> nodes, Scope scope) {
    for (DirectiveNode node : nodes) {
      interpret(node, scope);
    }
  }

  private void interpret(DirectiveNode node, Scope scope) {
    DirectiveSpec spec = table.find(node.name());
    if (spec == null) {
      error(node, table.unknown(node.name()));
      return;
    }
    if (spec.isSection() != node.section()) {
      error(
          node,
          spec.isSection()
              ? "is a section: " + spec.syntax() + ", or " + spec.name() + ".id = … as a property"
              : "is not a section but a directive: " + spec.syntax());
      return;
    }
    if (!spec.contexts().contains(scope.context())) {
      error(
          node,
          "is not allowed in this place ("
              + scope.context().label()
              + "); allowed in "
              + Context.labels(spec.contexts()));
      return;
    }
    List<String> words = Words.split(node.arguments());
    Invocation call = new Invocation(spec, node, words, scope, config, problems);
    apply(spec, call);
    Context context = spec.inner();
    if (context != null) {
      Scope inner = call.entered();
      // A section that could not be opened still has its directives checked.
      interpret(node.children(), inner == null ? detached(context) : inner);
      close(spec, call);
    }
  }

  private static void apply(DirectiveSpec spec, Invocation call) {
    String countProblem = spec.countProblem(call.words());
    if (countProblem != null) {
      call.error(countProblem);
      return;
    }
    try {
      spec.action().apply(call);
    } catch (InvalidDirectiveException invalid) {
      call.error(invalid.reason());
    }
  }

  private static void close(DirectiveSpec spec, Invocation call) {
    Scope inner = call.entered();
    if (inner == null) {
      return;
    }
    try {
      spec.end().close(call, inner);
    } catch (InvalidDirectiveException invalid) {
      call.error(invalid.reason());
    }
  }

  private Scope detached(Context context) {
    HostBuilder nowhere = HostBuilder.virtual(List.of(), config.main());
    return switch (context) {
      case SERVER, VIRTUAL_HOST -> nowhere.scope();
      case LOCATION -> nowhere.addLocation(new PathPattern.Prefix("/"));
      case PROXY -> nowhere.addProxySection("*", null);
      case IF -> Scope.ofCondition(nowhere.addLocation(new PathPattern.Prefix("/")));
      case REQUIREMENT -> RequirementScope.open(nowhere.scope(), new AccessRule.All(List.of()));
    };
  }

  private void error(DirectiveNode node, String message) {
    String name = node.section() ? "<" + node.name() + ">" : node.name();
    problems.error(node.origin(), name, message);
  }
}
