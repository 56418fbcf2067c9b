package org.proxypass.expression;

/** What the templates of a rewrite rule may name: the request, and what was matched so far. */
public interface RuleContext extends ExpressionContext {

  /** {@code $n}: a group of the rule's pattern; empty when it took no part. */
  String ruleGroup(int number);

  /** {@code %n}: a group of the last condition that matched; empty when it took no part. */
  String conditionGroup(int number);
}
