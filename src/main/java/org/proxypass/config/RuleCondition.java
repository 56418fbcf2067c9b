package org.proxypass.config;

import org.proxypass.expression.Condition;

/** When a rule holds. */
public sealed interface RuleCondition {

  /** For every message. */
  record Unconditional() implements RuleCondition {}

  /**
   * {@code env=NAME} or {@code env=!NAME}.
   *
   * @param set whether the variable must be set, or must not
   */
  record Variable(String name, boolean set) implements RuleCondition {}

  /** {@code expr=…}. */
  record Holds(Condition condition) implements RuleCondition {}

  /** The one {@link Unconditional}. */
  RuleCondition UNCONDITIONAL = new Unconditional();
}
