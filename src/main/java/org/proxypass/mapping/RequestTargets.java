package org.proxypass.mapping;

import org.jspecify.annotations.Nullable;
import org.proxypass.http.BadTargetException;
import org.proxypass.http.PathEncoding;

/** Puts together the request target for a backend. */
final class RequestTargets {
  private RequestTargets() {}

  /**
   * Joins an encoded path and an opaque query.
   *
   * @throws BadTargetException 403 when a space or control character would reach the request line
   *     (CVE-2023-25690)
   */
  static String of(String encodedPath, @Nullable String query) throws BadTargetException {
    // An empty path is "/" (RFC 9112 §3.2.1). A glued "http://host" + "x" must not become another
    // authority, so the slash the administrator left out is put back.
    String path =
        !encodedPath.isEmpty() && encodedPath.charAt(0) == '/' ? encodedPath : "/" + encodedPath;
    String target = query == null ? path : path + "?" + query;
    if (!PathEncoding.isSendable(target)) {
      throw new BadTargetException(403, "space or control character in the backend's target");
    }
    return target;
  }
}
