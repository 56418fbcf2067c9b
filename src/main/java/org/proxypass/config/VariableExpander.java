package org.proxypass.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replaces <code>${NAME}</code>. A value is not looked at again, so that what comes from outside
 * the file cannot name further variables. httpd leaves an unknown variable as text with a warning;
 * here it is an error, because the text would become part of an address.
 */
final class VariableExpander {
  private final VariableLookup lookup;
  private final String allowed;

  /**
   * Creates an expander.
   *
   * @param allowed what a variable may be, for the error message
   */
  VariableExpander(VariableLookup lookup, String allowed) {
    this.lookup = lookup;
    this.allowed = allowed;
  }

  /** One that leaves an undefined variable without colon in place, for a request to replace. */
  private VariableExpander leavingUndefined() {
    return new VariableExpander(
        name -> {
          String value = lookup.get(name);
          return value == null && name.indexOf(':') < 0 ? "${" + name + "}" : value;
        },
        allowed);
  }

  /**
   * The expander for the arguments of {@code directive}: this one, or one that leaves undefined
   * variables in place when the line carries {@code interpolate}.
   */
  VariableExpander forDirective(String directive, String arguments) {
    if (!arguments.contains("${") || !directive.regionMatches(true, 0, "ProxyPass", 0, 9)) {
      return this;
    }
    return Words.split(arguments).stream().anyMatch("interpolate"::equalsIgnoreCase)
        ? leavingUndefined()
        : this;
  }

  /** {@code text} with every variable replaced. */
  String expand(String text) throws InvalidDirectiveException {
    StringBuilder expanded = new StringBuilder();
    int position = 0;
    int start = text.indexOf("${");
    while (start >= 0) {
      int end = text.indexOf('}', start);
      if (end < 0) {
        throw new InvalidDirectiveException("'" + text.substring(start) + "' has no closing '}'");
      }
      expanded.append(text, position, start).append(value(text.substring(start + 2, end)));
      position = end + 1;
      start = text.indexOf("${", position);
    }
    return expanded.append(text, position, text.length()).toString();
  }

  private String value(String name) throws InvalidDirectiveException {
    @Nullable String value = lookup.get(name);
    if (value == null) {
      throw new InvalidDirectiveException("${" + name + "} is not defined; allowed is " + allowed);
    }
    return value;
  }

  /** The words of {@code line} after the variables in them were replaced. */
  List<String> words(String line) throws InvalidDirectiveException {
    return Words.split(Words.expand(line, this));
  }
}
