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
