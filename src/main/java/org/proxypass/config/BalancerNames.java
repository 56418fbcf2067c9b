package org.proxypass.config;

import org.proxypass.http.BackendUrl;

/** URLs that name a balancer: {@code balancer://name[/path]}. */
final class BalancerNames {
  private static final String SCHEME = "balancer://";

  private BalancerNames() {}

  /** Whether {@code url} names a balancer. */
  static boolean isBalancer(String url) {
    return url.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  /** The name in {@code url}, lower case. */
  static String parse(String url) throws InvalidDirectiveException {
    BackendUrl parsed = TargetUrl.plain(url);
    if (!parsed.isBalancer()) {
      throw new InvalidDirectiveException("'" + url + "' is not of the form balancer://name");
    }
    return parsed.host();
  }
}
