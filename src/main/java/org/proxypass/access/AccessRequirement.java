package org.proxypass.access;

import java.util.List;
import java.util.Optional;

/**
 * What the Require lines of one place, or of several merged ones, ask for (mod_authz_core).
 *
 * @param merging what is done with the requirement of the places around; empty without AuthMerging
 * @param rule the requirement; empty when the place has none
 */
public record AccessRequirement(Optional<AuthMerging> merging, Optional<AccessRule> rule) {
  /** Nothing is said. */
  public static final AccessRequirement NONE =
      new AccessRequirement(Optional.empty(), Optional.empty());

  /** The argument of AuthMerging. */
  public enum AuthMerging {
    /** The inner requirement replaces the outer one. */
    OFF,
    /** Both must grant. */
    AND,
    /** One of them must grant. */
    OR
  }

  /** Whether a request passes. */
  public boolean grants(AccessSubject subject) {
    return rule.isEmpty() || rule.get().judge(subject) == AccessVerdict.GRANTED;
  }

  /** This requirement of an outer place, with that of an inner one. */
  public AccessRequirement mergedWith(AccessRequirement inner) {
    if (inner.merging.isEmpty()) {
      return inner.rule.isEmpty() ? this : inner;
    }
    AuthMerging how = inner.merging.get();
    if (how == AuthMerging.OFF) {
      return inner;
    }
    if (rule.isEmpty() || inner.rule.isEmpty()) {
      return new AccessRequirement(inner.merging, inner.rule.or(() -> rule));
    }
    List<AccessRule> both = List.of(rule.get(), inner.rule.get());
    AccessRule merged =
        how == AuthMerging.AND ? new AccessRule.All(both) : new AccessRule.Any(both);
    return new AccessRequirement(inner.merging, Optional.of(merged));
  }
}
