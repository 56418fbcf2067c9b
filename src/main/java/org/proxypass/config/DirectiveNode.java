package org.proxypass.config;

import java.util.List;

/**
 * One directive as a carrier read it, before its meaning is known.
 *
 * @param name as written, without {@code < >}
 * @param arguments the rest of the line, quoting not yet undone
 * @param section whether it was written as a section
 * @param children the directives inside a section; empty otherwise
 * @param origin where it stands
 */
public record DirectiveNode(
    String name, String arguments, boolean section, List<DirectiveNode> children, Origin origin) {

  /** Copies the list. */
  public DirectiveNode {
    children = List.copyOf(children);
  }
}
