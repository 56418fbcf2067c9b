package org.proxypass.rewrite;

import java.util.List;
import org.proxypass.config.ReverseSpec;
import org.proxypass.exchange.PublicAddress;
import org.proxypass.http.PathPrefix;

/** ProxyPassReverse: turns a backend's address in a response field into ours. */
final class ReverseMapping {
  private ReverseMapping() {}

  /**
   * Maps one field value.
   *
   * @param value a URL or path from Location, Content-Location, URI or Destination
   * @param rules tried in order, the first hit wins
   * @return the value itself when no rule hits
   */
  static String map(String value, List<ReverseSpec> rules, PublicAddress us) {
    for (ReverseSpec rule : rules) {
      String prefix = rule.backendPrefix();
      String part = prefix.startsWith("/") ? pathOf(value) : value;
      if (!prefix.isEmpty()
          && part.regionMatches(true, 0, prefix, 0, prefix.length())
          && endsAuthority(prefix, part)) {
        return absolute(rule.publicPath(), part.substring(prefix.length()), us);
      }
    }
    return inContext(value, us);
  }

  /** A prefix without a path must cover the whole authority: http://b is not http://b.evil. */
  private static boolean endsAuthority(String prefix, String value) {
    int scheme = prefix.indexOf("://");
    if (scheme < 0 || prefix.indexOf('/', scheme + 3) >= 0 || value.length() == prefix.length()) {
      return true;
    }
    char next = value.charAt(prefix.length());
    return next == '/' || next == '?' || next == '#';
  }

  /** A path-only rule looks at the path, whatever host stands before it. */
  private static String pathOf(String value) {
    int scheme = value.indexOf("://");
    int path = scheme < 0 ? -1 : value.indexOf('/', scheme + 3);
    return path < 0 ? value : value.substring(path);
  }

  private static String absolute(String publicPath, String rest, PublicAddress us) {
    if (publicPath.indexOf("://") > 0) {
      return publicPath + rest;
    }
    return us.origin() + us.contextPath() + publicPath + rest;
  }

  /**
   * A path that no rule touched: below a context path the backend's own root is still ours to
   * prefix, as a proxy in front of the whole context would.
   */
  private static String inContext(String value, PublicAddress us) {
    String context = us.contextPath();
    boolean absolutePath = value.startsWith("/") && !value.startsWith("//");
    if (context.isEmpty() || !absolutePath || PathPrefix.ofSegments(context, value)) {
      return value;
    }
    return context + value;
  }
}
