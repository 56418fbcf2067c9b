package org.proxypass.config;

import org.proxypass.http.Utf8Bytes;

/** Conditions as arguments. */
final class RuleConditions {
  private RuleConditions() {}

  /**
   * Reads {@code env=[!]NAME} or {@code expr=…}.
   *
   * @param allowed what may stand here, for the message
   */
  static RuleCondition parse(String clause, String allowed) throws InvalidDirectiveException {
    if (clause.regionMatches(true, 0, "env=", 0, 4)) {
      boolean set = clause.length() < 5 || clause.charAt(4) != '!';
      String variable = clause.substring(set ? 4 : 5);
      if (variable.isEmpty()) {
        throw new InvalidDirectiveException("'" + clause + "' lacks the name of the variable");
      }
      return new RuleCondition.Variable(variable, set);
    }
    if (clause.regionMatches(true, 0, "expr=", 0, 5)) {
      return new RuleCondition.Holds(Expressions.condition(Utf8Bytes.of(clause.substring(5))));
    }
    throw new InvalidDirectiveException(
        "'" + clause + "' is not a condition; allowed are " + allowed);
  }
}
