package org.proxypass.rules;

import org.jspecify.annotations.Nullable;
import org.proxypass.http.PathEncoding;

/** Puts together the value of a Location field. */
final class RedirectUrl {
  private RedirectUrl() {}

  /**
   * The URL with its query.
   *
   * @param url absolute, without query
   * @param escaped whether the path is escaped already
   * @param queryEscaped whether the query is
   */
  static String of(String url, @Nullable String query, boolean escaped, boolean queryEscaped) {
    String path = escaped ? PathEncoding.encodeUnsendable(url) : encodePath(url);
    if (query == null) {
      return path;
    }
    return path
        + "?"
        + (queryEscaped ? PathEncoding.encodeUnsendable(query) : PathEncoding.encode(query, 0));
  }

  /** Escapes what stands behind the authority. */
  static String encodePath(String url) {
    int scheme = url.indexOf("://");
    int path = url.indexOf('/', scheme < 0 ? 0 : scheme + 3);
    if (path < 0) {
      return PathEncoding.encodeUnsendable(url);
    }
    return PathEncoding.encodeUnsendable(url.substring(0, path)) + PathEncoding.encode(url, path);
  }
}
