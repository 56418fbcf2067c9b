package org.proxypass.config;

import java.util.Optional;
import org.proxypass.expression.Regex;
import org.proxypass.http.BackendUrl;

/**
 * One ProxyRemote or ProxyRemoteMatch: a proxy on the way to some backends.
 *
 * @param match {@code *}, a scheme, or the beginning of a URL; empty with a {@code pattern}
 * @param pattern found in the backend's URL; empty with a {@code match}
 * @param host of the proxy
 * @param port of the proxy
 * @param credentials {@code user:password}, or empty
 */
public record RemoteProxy(
    String match, Optional<Regex> pattern, String host, int port, Optional<String> credentials) {

  /** Whether requests to {@code backend} go through this proxy. */
  public boolean covers(BackendUrl backend) {
    String url = backend.toString();
    if (pattern.isPresent()) {
      return pattern.get().pattern().matcher(url).find();
    }
    return match.equals("*")
        || match.equalsIgnoreCase(backend.scheme())
        || (match.indexOf(':') > 0 && url.regionMatches(true, 0, match, 0, match.length()));
  }

  /** As an administrator may see it: without the password. */
  @Override
  public String toString() {
    return "http://" + host + ":" + port;
  }
}
