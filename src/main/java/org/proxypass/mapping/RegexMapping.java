package org.proxypass.mapping;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.WorkerSpec;
import org.proxypass.expression.ExpressionContext;
import org.proxypass.expression.Substitution;
import org.proxypass.http.BadTargetException;
import org.proxypass.http.PathEncoding;

/**
 * {@code ProxyPassMatch regex http://backend/$1} with a fixed authority. The regular expression is
 * searched for in the decoded path. A target without any {@code $n} gets the whole path appended.
 */
final class RegexMapping implements Mapping {
  private final Pattern regex;
  private final WorkerSpec worker;
  private final Substitution targetPath;
  private final boolean nocanon;
  private final boolean appendsPath;

  /**
   * A compiled entry.
   *
   * @param targetPath what follows the authority in the target
   */
  RegexMapping(Pattern regex, WorkerSpec worker, String targetPath, boolean nocanon) {
    this.regex = regex;
    this.worker = worker;
    this.targetPath = new Substitution(targetPath);
    this.nocanon = nocanon;
    this.appendsPath = !this.targetPath.hasReferences();
  }

  @Override
  public @Nullable MappingResult map(RequestPath path, @Nullable ExpressionContext variables)
      throws BadTargetException {
    return map(path);
  }

  @Nullable MappingResult map(RequestPath path) throws BadTargetException {
    Matcher match = regex.matcher(path.decoded());
    if (!match.find()) {
      return null;
    }
    String encoded = rawPath(path);
    if (encoded == null) {
      String decoded = targetPath.expand(match);
      encoded = path.encode(appendsPath ? decoded + path.decoded() : decoded, 0);
    }
    requireOwnAuthority(encoded);
    return new MappingResult.Forward(
        new BackendTarget(worker, RequestTargets.of(encoded, path.query()), false));
  }

  /** With nocanon the regular expression is tried on the raw path, if that cannot mean another. */
  private @Nullable String rawPath(RequestPath path) {
    String raw = nocanon ? path.raw() : null;
    if (raw == null || PathEncoding.hasDotSegment(raw)) {
      return null;
    }
    Matcher match = regex.matcher(raw);
    if (!match.find()) {
      return null;
    }
    String expanded = targetPath.expand(match);
    return appendsPath ? expanded + raw : expanded;
  }

  /** "http://host$1" must not reach "host@evil" or "host.evil" (CVE-2011-3368). */
  private static void requireOwnAuthority(String encodedPath) throws BadTargetException {
    if (!encodedPath.isEmpty() && encodedPath.charAt(0) != '/') {
      throw new BadTargetException(400, "the substitution would change the backend's authority");
    }
  }
}
