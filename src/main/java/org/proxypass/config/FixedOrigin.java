package org.proxypass.config;

import org.proxypass.expression.RuleTemplate;
import org.proxypass.http.Authority;

/**
 * {@code http://host$1}: a reference right behind a whole authority is meant as a path, and must
 * not turn the host into {@code host.evil} or {@code host@evil} (CVE-2011-3368).
 */
final class FixedOrigin {
  private FixedOrigin() {}

  /** The origin that every expansion of {@code template} must keep, or empty. */
  static String of(RuleTemplate template) {
    return template.isLiteral() || template.literalAfterFirstReferences().contains("/")
        ? ""
        : of(template.literalStart());
  }

  /** The origin in {@code start}, if that is all there is in it. */
  static String of(String start) {
    int scheme = start.indexOf("://");
    if (scheme < 0 || start.indexOf('/', scheme + 3) >= 0 || start.indexOf('?') >= 0) {
      return "";
    }
    Authority authority = Authority.parse(start.substring(scheme + 3));
    return authority == null || authority.host().isEmpty() || start.endsWith(":") ? "" : start;
  }
}
