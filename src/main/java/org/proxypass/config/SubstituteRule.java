package org.proxypass.config;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.proxypass.expression.Regex;

/**
 * One {@code Substitute} rule. All texts are byte strings, a char a byte.
 *
 * @param pattern what is looked for in a line
 * @param literal what is looked for instead, character by character; null when it is the pattern
 * @param replacement what is put there
 */
public record SubstituteRule(Regex pattern, @Nullable String literal, List<Part> replacement) {

  /**
   * A piece of a replacement.
   *
   * @param text stands for itself
   * @param group the group of the match that comes behind it, or -1
   */
  public record Part(String text, int group) {}

  /** Copies the replacement. */
  public SubstituteRule {
    replacement = List.copyOf(replacement);
  }
}
