package org.proxypass.access;

import java.util.List;

/**
 * Order, Allow, Deny and Satisfy of one place (mod_access_compat).
 *
 * @param allowFirst {@code Order Allow,Deny}; the default is {@code Deny,Allow}
 * @param allows what {@code Allow from} names
 * @param denies what {@code Deny from} names
 * @param satisfyAny {@code Satisfy Any}: it is enough that these or Require grant
 */
public record OrderedAccess(
    boolean allowFirst, List<AccessRule> allows, List<AccessRule> denies, boolean satisfyAny) {
  /** No list, and the default order. */
  public static final OrderedAccess UNSET = new OrderedAccess(false, List.of(), List.of(), false);

  /** Copies the lists. */
  public OrderedAccess {
    allows = List.copyOf(allows);
    denies = List.copyOf(denies);
  }

  /** Whether a request passes: the last of the two lists that names it decides. */
  public boolean grants(AccessSubject subject) {
    return allowFirst
        ? names(allows, subject) && !names(denies, subject)
        : names(allows, subject) || !names(denies, subject);
  }

  private static boolean names(List<AccessRule> rules, AccessSubject subject) {
    for (AccessRule rule : rules) {
      if (rule.judge(subject) == AccessVerdict.GRANTED) {
        return true;
      }
    }
    return false;
  }
}
