package org.proxypass.http;

/** httpd's two ways to compare a path with a prefix. */
public final class PathPrefix {
  private PathPrefix() {}

  /**
   * The length of {@code path} that ProxyPass's or Alias's {@code prefix} covers, or -1. A run of
   * slashes in the prefix matches any run of one or more; a prefix without a final slash ends at a
   * segment border. The empty prefix covers nothing and fits everything.
   */
  public static int ofAlias(String prefix, String path) {
    int p = 0;
    int u = 0;
    int prefixLength = prefix.length();
    while (p < prefixLength) {
      if (prefix.charAt(p) == '/') {
        if (!isSlash(path, u)) {
          return -1;
        }
        p = skipSlashes(prefix, p);
        u = skipSlashes(path, u);
      } else {
        if (u >= path.length() || path.charAt(u) != prefix.charAt(p)) {
          return -1;
        }
        p++;
        u++;
      }
    }
    boolean border =
        prefixLength == 0
            || prefix.charAt(prefixLength - 1) == '/'
            || u == path.length()
            || path.charAt(u) == '/';
    return border ? u : -1;
  }

  /** {@code path} with each run of slashes as one. */
  public static String mergeSlashes(String path) {
    StringBuilder merged = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) != '/' || i == 0 || path.charAt(i - 1) != '/') {
        merged.append(path.charAt(i));
      }
    }
    return merged.toString();
  }

  /** Whether {@code prefix} covers {@code path}: exactly, or up to a segment border. */
  public static boolean ofSegments(String prefix, String path) {
    if (!path.startsWith(prefix)) {
      return false;
    }
    int length = prefix.length();
    return length == 0
        || path.length() == length
        || prefix.charAt(length - 1) == '/'
        || path.charAt(length) == '/';
  }

  private static boolean isSlash(String text, int index) {
    return index < text.length() && text.charAt(index) == '/';
  }

  private static int skipSlashes(String text, int from) {
    int i = from;
    while (isSlash(text, i)) {
      i++;
    }
    return i;
  }
}
