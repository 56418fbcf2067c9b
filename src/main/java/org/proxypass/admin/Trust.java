package org.proxypass.admin;

import org.jspecify.annotations.Nullable;
import org.proxypass.http.Authority;
import org.proxypass.http.Fields;

/** From whose page a request was sent, by what browsers and scripts say about it. */
enum Trust {
  /** From a page of this very host. */
  OWN,
  /** Nothing says from where. */
  UNKNOWN,
  /** From somebody else's page. */
  FOREIGN,
  /** From a page of a host that calls itself ours by a name that is not. */
  MISNAMED;

  /**
   * Judges a request. {@code Sec-Fetch-Site} and {@code Origin} are set by browsers alone and must
   * be ours; {@code Referer} is what httpd looks at, and only its host counts, so that scripts need
   * not know the port.
   *
   * @param authority the host and port the client called us by
   * @param named whether that is a name of ours: where any will do, a stranger's page has the same
   *     origin as ours as soon as the stranger's DNS says so (DNS rebinding)
   */
  static Trust of(Fields fields, String authority, boolean named) {
    if (!named) {
      return MISNAMED;
    }
    String site = fields.joined("Sec-Fetch-Site");
    String origin = fields.joined("Origin");
    String referer = fields.joined("Referer");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      return FOREIGN;
    }
    // The scheme is left out: in front of us somebody may end the TLS connection.
    if (origin != null && !authority.equalsIgnoreCase(authorityOf(origin))) {
      return FOREIGN;
    }
    if (referer != null && !sameHost(authorityOf(referer), authority)) {
      return FOREIGN;
    }
    return origin == null && referer == null ? UNKNOWN : OWN;
  }

  private static boolean sameHost(@Nullable String one, String other) {
    Authority first = one == null ? null : Authority.parse(one);
    Authority second = Authority.parse(other);
    return first != null
        && second != null
        && !first.host().isEmpty()
        && first.host().equalsIgnoreCase(second.host());
  }

  private static @Nullable String authorityOf(String url) {
    int start = url.indexOf("://");
    if (start < 0) {
      return null;
    }
    int end = start + 3;
    while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    return url.substring(start + 3, end);
  }
}
