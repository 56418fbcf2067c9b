package org.proxypass.config;

/**
 * One ProxyPassReverseCookieDomain or ProxyPassReverseCookiePath.
 *
 * @param internal a string prefix of the attribute's value
 * @param replacement replaces the whole value
 * @param interpolated whether <code>${NAME}</code> in both is replaced per request
 */
public record CookieRule(String internal, String replacement, boolean interpolated) {

  /** A rule without variables. */
  public CookieRule(String internal, String replacement) {
    this(internal, replacement, false);
  }
}
