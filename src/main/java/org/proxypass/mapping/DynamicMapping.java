package org.proxypass.mapping;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.Settings;
import org.proxypass.config.WorkerSettings;
import org.proxypass.config.WorkerSpec;
import org.proxypass.expression.ExpressionContext;
import org.proxypass.expression.Substitution;
import org.proxypass.http.BackendUrl;
import org.proxypass.http.BadTargetException;

/**
 * {@code ProxyPassMatch ^/node(\d+)/(.*) http://node$1:8080/$2}: the authority depends on the
 * request, so no connection is ever kept.
 */
final class DynamicMapping implements Mapping {
  private static final Settings PARAMETERS = Settings.EMPTY.with(WorkerSettings.REUSE, false);

  private final Pattern regex;
  private final Substitution target;

  DynamicMapping(Pattern regex, String target) {
    this.regex = regex;
    this.target = new Substitution(target);
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
    BackendUrl url = parse(target.expand(match));
    WorkerSpec worker =
        new WorkerSpec(new BackendUrl(url.scheme(), url.host(), url.port(), ""), PARAMETERS);
    String encoded = path.encode(url.path(), 0);
    return new MappingResult.Forward(
        new BackendTarget(worker, RequestTargets.of(encoded, path.query()), true));
  }

  private static BackendUrl parse(String url) throws BadTargetException {
    try {
      return BackendUrl.parse(url);
    } catch (IllegalArgumentException e) {
      throw new BadTargetException(
          400, "the substitution gives no valid backend: " + e.getMessage());
    }
  }
}
