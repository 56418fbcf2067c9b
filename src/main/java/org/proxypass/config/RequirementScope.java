package org.proxypass.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proxypass.access.AccessRequirement;
import org.proxypass.access.AccessRule;

/** Puts the rules of Require and of its sections together, under httpd's checks. */
final class RequirementScope {
  private RequirementScope() {}

  /** Opens a section in {@code outer} whose rules are joined as in the empty {@code group}. */
  static Scope open(Scope outer, AccessRule group) {
    Scope inner = Scope.ofRequirement(outer);
    inner.set(
        AccessSettings.REQUIREMENT, new AccessRequirement(Optional.empty(), Optional.of(group)));
    return inner;
  }

  /**
   * Adds the section {@code inner} to {@code outer}.
   *
   * @param negated whether it is {@code <RequireNone>}
   */
  static void close(Scope outer, Scope inner, boolean negated) throws InvalidDirectiveException {
    AccessRule group = inner.settings().get(AccessSettings.REQUIREMENT).rule().orElseThrow();
    List<AccessRule> rules = rulesOf(group);
    if (rules.isEmpty()) {
      throw new InvalidDirectiveException("contains no Require");
    }
    if (rules.stream().allMatch(AccessRule.Not.class::isInstance)) {
      throw new InvalidDirectiveException(
          "contains only negative directives, which never grant; add Require all granted");
    }
    add(outer, negated ? new AccessRule.Not(group) : group);
  }

  /** Adds {@code rule} to what {@code scope} requires. */
  static void add(Scope scope, AccessRule rule) throws InvalidDirectiveException {
    AccessRequirement before = scope.settings().get(AccessSettings.REQUIREMENT);
    boolean all = before.rule().filter(AccessRule.All.class::isInstance).isPresent();
    if (rule instanceof AccessRule.Not && !all) {
      throw new InvalidDirectiveException(
          "is negative and has no effect where one that grants is enough; it belongs into a"
              + " <RequireAll>");
    }
    List<AccessRule> rules =
        new ArrayList<>(before.rule().map(RequirementScope::rulesOf).orElse(List.of()));
    rules.add(rule);
    // Several in one place stand in an implicit <RequireAny>.
    AccessRule group = all ? new AccessRule.All(rules) : new AccessRule.Any(rules);
    scope.set(
        AccessSettings.REQUIREMENT, new AccessRequirement(before.merging(), Optional.of(group)));
  }

  private static List<AccessRule> rulesOf(AccessRule group) {
    if (group instanceof AccessRule.All all) {
      return all.rules();
    }
    return ((AccessRule.Any) group).rules();
  }
}
