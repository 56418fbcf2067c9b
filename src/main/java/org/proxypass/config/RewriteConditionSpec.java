package org.proxypass.config;

import org.proxypass.expression.Condition;
import org.proxypass.expression.Regex;
import org.proxypass.expression.RuleTemplate;

/**
 * One {@code RewriteCond}.
 *
 * @param subject the test string
 * @param test what is asked of it
 * @param negated whether the answer is turned round
 * @param or whether this one or the next is enough
 */
public record RewriteConditionSpec(RuleTemplate subject, Test test, boolean negated, boolean or) {

  /** What a condition asks. */
  public sealed interface Test {}

  /** A regular expression is found in it. */
  public record Matches(Regex regex) implements Test {}

  /** The expression holds; there is no test string. */
  public record Holds(Condition condition) implements Test {}

  /**
   * It compares so with a fixed text.
   *
   * @param operator one of {@code = < > <= >=}
   * @param ignoreCase the flag NC
   */
  public record Compares(String operator, String text, boolean ignoreCase) implements Test {}

  /**
   * It compares so as an integer.
   *
   * @param operator one of {@code -eq -ne -lt -le -gt -ge}
   */
  public record ComparesNumber(String operator, int number) implements Test {}

  /**
   * It names something in the file system.
   *
   * @param kind one of {@code -f -d -s -e}
   */
  public record NamesFile(String kind) implements Test {}
}
