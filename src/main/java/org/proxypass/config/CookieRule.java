package org.proxypass.config;

/**
 * One ProxyPassReverseCookieDomain or ProxyPassReverseCookiePath.
 *
 * @param internal a string prefix of the attribute's value
 * @param replacement replaces the whole value
 */
public record CookieRule(String internal, String replacement) {}
