package org.proxypass.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rewrite rules of one scope.
 *
 * @param engine {@code RewriteEngine}, or empty where it is not given
 * @param inheritance {@code RewriteOptions}
 * @param rules in the order in which they are tried
 */
public record RewriteRules(
    Optional<Boolean> engine, Inheritance inheritance, List<RewriteRuleSpec> rules) {

  /** What becomes of the outer scope's rules. */
  public enum Inheritance {
    /** They do not hold here. */
    NONE,
    /** They are tried behind the own ones. */
    AFTER,
    /** They are tried before the own ones. */
    BEFORE
  }

  /** No rules and no engine. */
  public static final RewriteRules NONE =
      new RewriteRules(Optional.empty(), Inheritance.NONE, List.of());

  /** Copies the rules. */
  public RewriteRules {
    rules = List.copyOf(rules);
  }

  /** Whether there is anything to try. */
  public boolean active() {
    return engine.orElse(false) && !rules.isEmpty();
  }

  RewriteRules withEngine(boolean on) {
    return new RewriteRules(Optional.of(on), inheritance, rules);
  }

  RewriteRules withInheritance(Inheritance other) {
    return new RewriteRules(engine, other, rules);
  }

  RewriteRules withRule(RewriteRuleSpec rule) {
    return new RewriteRules(engine, inheritance, joined(rules, List.of(rule)));
  }

  /** mod_rewrite merges this way: the engine's state is inherited, the rules only on demand. */
  static RewriteRules merge(RewriteRules outer, RewriteRules inner) {
    List<RewriteRuleSpec> all =
        switch (inner.inheritance) {
          case NONE -> inner.rules;
          case AFTER -> joined(inner.rules, outer.rules);
          case BEFORE -> joined(outer.rules, inner.rules);
        };
    Optional<Boolean> state = inner.engine.isPresent() ? inner.engine : outer.engine;
    return new RewriteRules(state, inner.inheritance, all);
  }

  private static List<RewriteRuleSpec> joined(
      List<RewriteRuleSpec> first, List<RewriteRuleSpec> second) {
    List<RewriteRuleSpec> both = new ArrayList<>(first);
    both.addAll(second);
    return both;
  }
}
