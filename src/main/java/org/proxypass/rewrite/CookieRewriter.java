package org.proxypass.rewrite;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.CookieRule;
import org.proxypass.http.PathPrefix;

/**
 * Path and Domain of a Set-Cookie field, as ProxyPassReverseCookiePath and -Domain change them. All
 * other bytes of the field stay as they are; nothing is parsed into a cookie and written back.
 */
final class CookieRewriter {
  private CookieRewriter() {}

  /**
   * Rewrites one field value.
   *
   * @param contextPath our own mount point; put in front of a path that no rule replaced
   */
  static String rewrite(
      String cookie, List<CookieRule> domains, List<CookieRule> paths, String contextPath) {
    if (domains.isEmpty() && paths.isEmpty() && contextPath.isEmpty()) {
      return cookie;
    }
    StringBuilder out = null;
    int copied = 0;
    int start = 0;
    while (start < cookie.length()) {
      int end = cookie.indexOf(';', start);
      if (end < 0) {
        end = cookie.length();
      }
      int from = skipBlanks(cookie, start, end);
      int valueStart = attributeValue(cookie, from, end);
      String replacement =
          valueStart < 0
              ? null
              : replacement(cookie, from, valueStart, end, domains, paths, contextPath);
      if (replacement != null) {
        out = out == null ? new StringBuilder(cookie.length() + 32) : out;
        out.append(cookie, copied, valueStart).append(replacement);
        copied = end;
      }
      start = end + 1;
    }
    return out == null ? cookie : out.append(cookie, copied, cookie.length()).toString();
  }

  /** Where the value of a Path or Domain attribute begins, or -1 for any other token. */
  private static int attributeValue(String cookie, int from, int end) {
    if (cookie.regionMatches(true, from, "path=", 0, 5) && from + 5 <= end) {
      return from + 5;
    }
    return cookie.regionMatches(true, from, "domain=", 0, 7) && from + 7 <= end ? from + 7 : -1;
  }

  private static @Nullable String replacement(
      String cookie,
      int from,
      int valueStart,
      int end,
      List<CookieRule> domains,
      List<CookieRule> paths,
      String contextPath) {
    String value = cookie.substring(valueStart, end);
    boolean isPath = valueStart - from == 5;
    for (CookieRule rule : isPath ? paths : domains) {
      String internal = rule.internal();
      // The whole value is replaced on a prefix match; paths compare with case, domains without.
      if (value.regionMatches(!isPath, 0, internal, 0, internal.length())) {
        return isPath ? contextPath + rule.replacement() : rule.replacement();
      }
    }
    boolean outsideContext =
        isPath
            // The first token is the cookie itself, which may be called "path".
            && from > 0
            && !contextPath.isEmpty()
            && value.startsWith("/")
            && !PathPrefix.ofSegments(contextPath, value)
            // RFC 6265bis §4.1.3.2: such a cookie must keep Path=/.
            && !cookie.startsWith("__Host-");
    return outsideContext ? contextPath + value : null;
  }

  private static int skipBlanks(String cookie, int from, int end) {
    int i = from;
    while (i < end && (cookie.charAt(i) == ' ' || cookie.charAt(i) == '\t')) {
      i++;
    }
    return i;
  }
}
