package org.proxypass.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The {@code Substitute} rules of one scope and how they are used.
 *
 * @param rules in the order they are applied to a line
 * @param inheritBefore {@code SubstituteInheritBefore}; empty means Off
 * @param maxLineLength {@code SubstituteMaxLineLength} in bytes; empty means 1 MiB
 */
public record Substitutions(
    List<SubstituteRule> rules, Optional<Boolean> inheritBefore, Optional<Integer> maxLineLength) {
  /** No rule. */
  public static final Substitutions NONE =
      new Substitutions(List.of(), Optional.empty(), Optional.empty());

  static final int DEFAULT_LINE_LENGTH = 1024 * 1024;

  /** Copies the rules. */
  public Substitutions {
    rules = List.copyOf(rules);
  }

  /** The longest line, in bytes. */
  public int lineLimit() {
    return maxLineLength.orElse(DEFAULT_LINE_LENGTH);
  }

  Substitutions withRule(SubstituteRule rule) {
    List<SubstituteRule> more = new ArrayList<>(rules);
    more.add(rule);
    return new Substitutions(more, inheritBefore, maxLineLength);
  }

  Substitutions withInheritBefore(boolean before) {
    return new Substitutions(rules, Optional.of(before), maxLineLength);
  }

  Substitutions withLineLimit(int bytes) {
    return new Substitutions(rules, inheritBefore, Optional.of(bytes));
  }

  /** httpd 2.4 puts the inherited rules behind, unless it is told otherwise. */
  Substitutions mergedWith(Substitutions inner) {
    Optional<Boolean> before = inner.inheritBefore.or(() -> inheritBefore);
    boolean outerFirst = before.orElse(false);
    List<SubstituteRule> both = new ArrayList<>(outerFirst ? rules : inner.rules);
    both.addAll(outerFirst ? inner.rules : rules);
    return new Substitutions(both, before, inner.maxLineLength.or(() -> maxLineLength));
  }
}
