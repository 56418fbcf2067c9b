package org.proxypass.config;

/**
 * One {@code Redirect} or {@code RedirectMatch}.
 *
 * @param pattern a {@link PathPattern.Prefix} or {@link PathPattern.Matching}
 * @param status 300–599
 * @param target a URL or path, with {@code $n} for a regular expression; empty for a status that is
 *     no redirect
 * @param appendsRest whether what the prefix leaves of the path comes behind the target
 * @param fixedOrigin see {@link RewriteRuleSpec#fixedOrigin()}
 */
public record RedirectSpec(
    PathPattern pattern, int status, String target, boolean appendsRest, String fixedOrigin) {}
