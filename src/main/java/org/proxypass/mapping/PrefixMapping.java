package org.proxypass.mapping;

import org.jspecify.annotations.Nullable;
import org.proxypass.config.WorkerSpec;
import org.proxypass.expression.ExpressionContext;
import org.proxypass.http.BadTargetException;
import org.proxypass.http.PathEncoding;
import org.proxypass.http.PathPrefix;

/**
 * {@code ProxyPass /path http://backend/path}: the covered part of the path is replaced, by pure
 * concatenation.
 */
final class PrefixMapping implements Mapping {
  private final String prefix;
  private final WorkerSpec worker;
  private final String targetPath;
  private final String encodedTargetPath;
  private final boolean nocanon;

  /**
   * A compiled entry.
   *
   * @param prefix the alias as a byte string
   * @param worker serves the target
   * @param targetPath the path of the target URL as written
   * @param encoded whether the path is compared and forwarded encoded
   */
  PrefixMapping(
      String prefix, WorkerSpec worker, String targetPath, boolean nocanon, boolean encoded) {
    this.prefix = prefix;
    this.worker = worker;
    this.targetPath = targetPath;
    // httpd encodes the configured path like the client's: a "%" in it comes out as "%25".
    this.encodedTargetPath = encoded ? targetPath : PathEncoding.encode(targetPath, 0);
    this.nocanon = nocanon;
  }

  @Override
  public @Nullable MappingResult map(RequestPath path, @Nullable ExpressionContext variables)
      throws BadTargetException {
    return forward(path, false);
  }

  /** Whether an entry for {@code alias} covers {@code path}. */
  static boolean covers(String alias, RequestPath path) {
    return PathPrefix.ofAlias(alias, path.decoded()) >= 0;
  }

  /**
   * The target of {@code path}, or null when this entry does not cover it.
   *
   * @param dynamic whether the worker was made for this request alone
   */
  @Nullable MappingResult forward(RequestPath path, boolean dynamic) throws BadTargetException {
    int covered = PathPrefix.ofAlias(prefix, path.decoded());
    if (covered < 0) {
      return null;
    }
    String raw = nocanon ? path.raw() : null;
    String encoded =
        raw != null && isSafelyRaw(raw, covered)
            ? targetPath + raw.substring(covered)
            : encodedTargetPath + path.encode(path.decoded(), covered);
    return new MappingResult.Forward(
        new BackendTarget(worker, RequestTargets.of(encoded, path.query()), dynamic));
  }

  /**
   * The raw form may go out only if it is covered just alike and cannot climb out at the backend.
   */
  private boolean isSafelyRaw(String raw, int covered) {
    return PathPrefix.ofAlias(prefix, raw) == covered && !PathEncoding.hasDotSegment(raw);
  }
}
