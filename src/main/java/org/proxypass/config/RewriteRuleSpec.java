package org.proxypass.config;

import java.util.List;
import java.util.Optional;
import org.proxypass.expression.Regex;
import org.proxypass.expression.RuleTemplate;

/**
 * One {@code RewriteRule} and the conditions in front of it.
 *
 * @param pattern searched for in the path
 * @param negated whether the rule holds when the pattern does not match
 * @param conditions all must hold, but for those joined by OR
 * @param substitution the new path or URL; empty for {@code -}, which changes nothing
 * @param fixedOrigin {@code scheme://authority} that the substitution must keep, because nothing of
 *     the request was meant to change it; empty when it may
 * @param flags what happens when the rule holds
 */
public record RewriteRuleSpec(
    Regex pattern,
    boolean negated,
    List<RewriteConditionSpec> conditions,
    Optional<RuleTemplate> substitution,
    String fixedOrigin,
    RewriteFlags flags) {

  /** Copies the conditions. */
  public RewriteRuleSpec {
    conditions = List.copyOf(conditions);
  }
}
