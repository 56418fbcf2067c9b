package org.proxypass.config;

import org.proxypass.expression.Condition;
import org.proxypass.expression.ExpressionSyntaxException;
import org.proxypass.expression.Template;

/** Expressions as arguments. */
final class Expressions {
  private Expressions() {}

  /** Compiles a condition. */
  static Condition condition(String source) throws InvalidDirectiveException {
    try {
      return Condition.compile(source);
    } catch (ExpressionSyntaxException invalid) {
      throw new InvalidDirectiveException("the expression is not valid: " + invalid.getMessage());
    }
  }

  /** Compiles a condition on the answer to a health check. */
  static Condition healthCheckCondition(String source) throws InvalidDirectiveException {
    try {
      return Condition.compileForHealthCheck(source);
    } catch (ExpressionSyntaxException invalid) {
      throw new InvalidDirectiveException("the expression is not valid: " + invalid.getMessage());
    }
  }

  /** Compiles a string with look-ups in it. */
  static Template template(String source) throws InvalidDirectiveException {
    try {
      return Template.compile(source);
    } catch (ExpressionSyntaxException invalid) {
      throw new InvalidDirectiveException("the expression is not valid: " + invalid.getMessage());
    }
  }
}
