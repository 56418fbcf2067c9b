package org.proxypass.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A target {@code unix:/path|http://host/path}, taken apart. Only what an administrator wrote comes
 * here, never what a client sent (CVE-2021-40438).
 *
 * @param socket the path of the socket, or empty for a target without one
 * @param url what stands behind it; the whole target without a socket
 */
record UnixTarget(Optional<Path> socket, String url) {
  private static final String SCHEME = "unix:";

  /** Reads {@code target}. */
  static UnixTarget parse(String target, Invocation call) throws InvalidDirectiveException {
    if (!target.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return new UnixTarget(Optional.empty(), target);
    }
    int bar = target.indexOf('|');
    if (bar <= SCHEME.length()) {
      throw new InvalidDirectiveException(
          "'" + target + "' is not of the form unix:/path|http://host/path");
    }
    Path path = call.absolute(target.substring(SCHEME.length(), bar));
    return new UnixTarget(Optional.of(path), target.substring(bar + 1));
  }

  /** {@code settings} of a worker with the socket. */
  Settings addedTo(Settings settings) {
    return socket.isEmpty() ? settings : settings.with(WorkerSettings.UNIX_SOCKET, socket);
  }
}
