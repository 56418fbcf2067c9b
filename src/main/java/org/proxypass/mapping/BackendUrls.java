package org.proxypass.mapping;

import org.proxypass.http.Ascii;
import org.proxypass.http.BadTargetException;
import org.proxypass.http.CanonicalPath;
import org.proxypass.http.EncodedSlashes;
import org.proxypass.http.PathForm;

/** The one spelling of a backend's URL that {@code <Proxy>} sections are compared with. */
final class BackendUrls {
  // An encoded slash that is forwarded as it is must not keep other escapes from being decoded.
  private static final PathForm FORM = new PathForm(EncodedSlashes.NO_DECODE, true);

  private BackendUrls() {}

  /** A configured URL, or a pattern of URLs, with its authority spelled as ours are. */
  static String canonical(String url) {
    int scheme = url.indexOf("://");
    if (scheme < 0) {
      return url;
    }
    int slash = url.indexOf('/', scheme + 3);
    int end = slash < 0 ? url.length() : slash;
    String origin = Ascii.lower(url.substring(0, end));
    boolean secure = origin.startsWith("https:") || origin.startsWith("wss:");
    String defaultPort = secure ? ":443" : ":80";
    if (origin.endsWith(defaultPort)) {
      origin = origin.substring(0, origin.length() - defaultPort.length());
    }
    return origin + url.substring(end);
  }

  /** The URL of a target, its path decoded: no escape hides it from a section. */
  static String of(BackendTarget target) {
    String requestTarget = target.requestTarget();
    int query = requestTarget.indexOf('?');
    String path = query < 0 ? requestTarget : requestTarget.substring(0, query);
    return target.worker().url().origin() + decoded(path);
  }

  private static String decoded(String path) {
    try {
      return CanonicalPath.of(path, FORM);
    } catch (BadTargetException e) {
      // A raw target with an escape that is none of ours to decode.
      return path;
    }
  }
}
