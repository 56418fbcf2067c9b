package org.proxypass.balancer;

import org.jspecify.annotations.Nullable;

/** A parameter of a path segment ({@code ;name=value}) or of the query ({@code ?name=value}). */
final class SessionParameter {
  private SessionParameter() {}

  /**
   * The first value that is not empty, as it was sent; null for none. A whole name is needed: where
   * httpd is content with {@code xname=} this is not.
   *
   * @param target path and query
   * @param semicolonEnds whether a semicolon ends the value, besides {@code ?} and {@code &}; the
   *     end of a path segment always does
   */
  static @Nullable String find(String target, String name, boolean semicolonEnds) {
    int length = name.length();
    int query = target.indexOf('?');
    int pathEnd = query < 0 ? target.length() : query;
    for (int at = target.indexOf(name, 1); at > 0; at = target.indexOf(name, at + 1)) {
      int value = at + length;
      if (value < target.length()
          && target.charAt(value) == '='
          && begins(target.charAt(at - 1), at < pathEnd)) {
        int end = end(target, value + 1, at < pathEnd, semicolonEnds);
        if (end > value + 1) {
          return target.substring(value + 1, end);
        }
      }
    }
    return null;
  }

  private static boolean begins(char before, boolean inPath) {
    return inPath
        ? before == ';' || before == '&'
        : before == '?' || before == '&' || before == ';';
  }

  private static int end(String target, int from, boolean inPath, boolean semicolonEnds) {
    int end = from;
    while (end < target.length()) {
      char c = target.charAt(end);
      if (c == '?' || c == '&' || (c == '/' && inPath) || (c == ';' && semicolonEnds)) {
        return end;
      }
      end++;
    }
    return end;
  }
}
