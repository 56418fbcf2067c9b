package org.proxypass.config;

/**
 * mod_access_compat: Order, Allow and Deny, as far as {@code from all} goes.
 *
 * @param allowFirst {@code Order Allow,Deny}; the default is {@code Deny,Allow}
 * @param allowAll {@code Allow from all} was given
 * @param denyAll {@code Deny from all} was given
 */
public record LegacyAccess(boolean allowFirst, boolean allowAll, boolean denyAll) {

  /** Whether a request passes: the last matching of the two lists in order decides. */
  public boolean granted() {
    return allowFirst ? allowAll && !denyAll : allowAll || !denyAll;
  }
}
