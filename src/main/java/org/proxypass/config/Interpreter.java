package org.proxypass.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

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
    Scope inner = apply(spec, node, scope);
    Context context = spec.inner();
    if (context != null) {
      // A section that could not be opened still has its directives checked.
      interpret(node.children(), inner == null ? detached(context) : inner);
    }
  }

  private @Nullable Scope apply(DirectiveSpec spec, DirectiveNode node, Scope scope) {
    List<String> words = Words.split(node.arguments());
    Invocation call = new Invocation(spec, node, words, scope, config, problems);
    String countProblem = spec.countProblem(words);
    if (countProblem != null) {
      call.error(countProblem);
      return null;
    }
    try {
      spec.action().apply(call);
    } catch (InvalidDirectiveException invalid) {
      call.error(invalid.reason());
    }
    return call.entered();
  }

  private Scope detached(Context context) {
    HostBuilder nowhere = HostBuilder.virtual(List.of(), config.main());
    return switch (context) {
      case SERVER, VIRTUAL_HOST -> nowhere.scope();
      case LOCATION -> nowhere.addLocation(new PathPattern.Prefix("/"));
      case PROXY -> nowhere.addProxySection("*", null);
      case IF -> Scope.ofCondition(nowhere.addLocation(new PathPattern.Prefix("/")));
    };
  }

  private void error(DirectiveNode node, String message) {
    String name = node.section() ? "<" + node.name() + ">" : node.name();
    problems.error(node.origin(), name, message);
  }
}
