package org.proxypass.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.proxypass.http.Ascii;

/**
 * Turns the keys of properties and parameters into directives. {@code Name = arguments} is a
 * directive, {@code Section.id = arguments} opens a section, and {@code Section.id.Name} stands
 * inside it; sections nest. A section stands where its first key stands. One instance builds one
 * tree.
 */
final class KeyTree {
  private final VariableExpander variables;
  private final Problems problems;

  KeyTree(VariableExpander variables, Problems problems) {
    this.variables = variables;
    this.problems = problems;
  }

  /** The directives {@code entries} mean, in their order. */
  List<DirectiveNode> build(List<PropertyEntry> entries) {
    Branch root = new Branch("", "", new Origin("", ""));
    for (PropertyEntry entry : entries) {
      add(root, entry);
    }
    return root.nodes();
  }

  private void add(Branch root, PropertyEntry entry) {
    String[] segments = entry.key().split("\\.", -1);
    for (String segment : segments) {
      if (segment.isEmpty()) {
        error(entry, "is not a key; allowed are Directive, Section.id and Section.id.Directive");
        return;
      }
    }
    Branch branch = root;
    int sections = segments.length / 2;
    for (int i = 0; i < sections; i++) {
      branch = branch.section(segments[2 * i], segments[2 * i + 1], entry);
    }
    try {
      String arguments =
          Words.expand(
              entry.value(), variables.forDirective(segments[segments.length - 1], entry.value()));
      if (segments.length % 2 == 1) {
        branch.parts.add(
            new Leaf(
                new DirectiveNode(
                    segments[segments.length - 1], arguments, false, List.of(), entry.origin())));
      } else if (branch.arguments != null) {
        error(entry, "is given twice; the section was opened at " + branch.origin);
      } else {
        branch.arguments = arguments;
        branch.origin = entry.origin();
      }
    } catch (InvalidDirectiveException invalid) {
      error(entry, invalid.reason());
      if (segments.length % 2 == 0) {
        branch.broken = true;
      }
    }
  }

  private void error(PropertyEntry entry, String message) {
    problems.error(entry.origin(), entry.key(), message);
  }

  private sealed interface Part {}

  private record Leaf(DirectiveNode node) implements Part {}

  /** A section that is being filled, or the whole. */
  private final class Branch implements Part {
    private final String name;
    private final String key;
    private final List<Part> parts = new ArrayList<>();
    private final Map<String, Branch> sections = new HashMap<>();
    private @Nullable String arguments;
    private Origin origin;
    private boolean broken;

    Branch(String name, String key, Origin origin) {
      this.name = name;
      this.key = key;
      this.origin = origin;
    }

    Branch section(String sectionName, String id, PropertyEntry entry) {
      Branch known = sections.get(Ascii.lower(sectionName) + '.' + id);
      if (known != null) {
        return known;
      }
      String prefix = key.isEmpty() ? "" : key + ".";
      Branch added = new Branch(sectionName, prefix + sectionName + "." + id, entry.origin());
      sections.put(Ascii.lower(sectionName) + '.' + id, added);
      parts.add(added);
      return added;
    }

    List<DirectiveNode> nodes() {
      List<DirectiveNode> nodes = new ArrayList<>();
      for (Part part : parts) {
        if (part instanceof Leaf leaf) {
          nodes.add(leaf.node());
        } else if (part instanceof Branch branch) {
          branch.addTo(nodes);
        }
      }
      return nodes;
    }

    private void addTo(List<DirectiveNode> nodes) {
      if (broken) {
        return;
      }
      String opening = arguments;
      if (opening == null) {
        problems.error(origin, key, "section is not opened; a line '" + key + " = …' is missing");
        return;
      }
      nodes.add(new DirectiveNode(name, opening, true, nodes(), origin));
    }
  }
}
