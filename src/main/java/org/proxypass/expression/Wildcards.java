package org.proxypass.expression;

/** Shell patterns, matched without recursion so that no pattern takes exponential time. */
final class Wildcards {
  private Wildcards() {}

  /**
   * Whether all of {@code text} matches {@code pattern}, in which {@code *} is any run and {@code
   * ?} one character.
   *
   * @param pathname whether neither matches a slash
   */
  static boolean matches(String pattern, String text, boolean ignoreCase, boolean pathname) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      char c = text.charAt(t);
      char want = p < pattern.length() ? pattern.charAt(p) : 0;
      if (want == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length() && same(want, c, ignoreCase, pathname)) {
        p++;
        t++;
      } else if (star >= 0 && !(pathname && text.charAt(resume) == '/')) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  private static boolean same(char want, char c, boolean ignoreCase, boolean pathname) {
    if (want == '?') {
      return !(pathname && c == '/');
    }
    return want == c || (ignoreCase && Character.toLowerCase(want) == Character.toLowerCase(c));
  }
}
