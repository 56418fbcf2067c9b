package org.proxypass.mapping;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.MappingSpec;
import org.proxypass.config.PathPattern;
import org.proxypass.config.Settings;
import org.proxypass.config.WorkerSettings;
import org.proxypass.config.WorkerSpec;
import org.proxypass.expression.ExpressionContext;
import org.proxypass.expression.Interpolation;
import org.proxypass.http.BackendUrl;
import org.proxypass.http.BadTargetException;
import org.proxypass.http.PathEncoding;
import org.proxypass.http.Utf8Bytes;

/**
 * {@code ProxyPass /app http://backend/${TENANT} interpolate}: path and target are put together per
 * request. A value stays in the part of the URL where its variable stands.
 */
final class InterpolatedMapping implements Mapping {
  private static final Settings NO_REUSE = Settings.EMPTY.with(WorkerSettings.REUSE, false);

  private final MappingSpec spec;
  private final @Nullable WorkerSpec worker;
  private final @Nullable String prefix;
  private final @Nullable Pattern regex;
  private final String authority;
  private final String path;

  InterpolatedMapping(MappingSpec spec) {
    this.spec = spec;
    this.worker = spec.worker().orElse(null);
    this.prefix =
        spec.pattern() instanceof PathPattern.Prefix alias ? Utf8Bytes.of(alias.path()) : null;
    this.regex = prefix == null ? MappingCompiler.regex(spec.pattern()) : null;
    String target = Utf8Bytes.of(spec.target());
    this.path = worker == null ? afterHost(target) : MappingCompiler.afterAuthority(target);
    this.authority = target.substring(0, target.length() - path.length());
  }

  private static String afterHost(String target) {
    int slash = target.indexOf('/', target.indexOf("://") + 3);
    return slash < 0 ? "" : target.substring(slash);
  }

  @Override
  public @Nullable MappingResult map(RequestPath requestPath, @Nullable ExpressionContext variables)
      throws BadTargetException {
    MappingResult result =
        regex == null ? mapPrefix(requestPath, variables) : mapRegex(regex, requestPath, variables);
    if (result instanceof MappingResult.Forward forward) {
      requireNoDotSegment(forward.target().requestTarget());
    }
    return result;
  }

  private @Nullable MappingResult mapPrefix(
      RequestPath requestPath, @Nullable ExpressionContext variables) throws BadTargetException {
    String alias = expanded(String.valueOf(prefix), variables);
    if (!PrefixMapping.covers(alias, requestPath)) {
      return null;
    }
    WorkerSpec serving = worker == null ? workerFor(variables) : worker;
    return new PrefixMapping(alias, serving, expanded(path, variables), spec.nocanon(), false)
        .forward(requestPath, worker == null);
  }

  private @Nullable MappingResult mapRegex(
      Pattern pattern, RequestPath requestPath, @Nullable ExpressionContext variables)
      throws BadTargetException {
    if (!pattern.matcher(requestPath.decoded()).find()) {
      return null;
    }
    String expandedPath =
        variables == null ? path : Interpolation.expandForSubstitution(path, variables);
    if (worker != null) {
      return new RegexMapping(pattern, worker, expandedPath, spec.nocanon()).map(requestPath);
    }
    String host =
        variables == null ? authority : Interpolation.expandForSubstitution(authority, variables);
    requireAuthorityOnly(host);
    return new DynamicMapping(pattern, host + expandedPath).map(requestPath);
  }

  private WorkerSpec workerFor(@Nullable ExpressionContext variables) throws BadTargetException {
    String url = expanded(authority, variables);
    requireAuthorityOnly(url);
    try {
      return new WorkerSpec(BackendUrl.parse(url), NO_REUSE);
    } catch (IllegalArgumentException e) {
      throw new BadTargetException(400, "a variable gives no valid backend: " + e.getMessage());
    }
  }

  /** "http://${HOST}:8080" must not reach another port by a host "evil/". */
  private static void requireAuthorityOnly(String url) throws BadTargetException {
    if (url.indexOf('/', url.indexOf("://") + 3) >= 0) {
      throw new BadTargetException(400, "a variable would end the backend's authority");
    }
  }

  /** What a value adds must not climb out of the target's path. */
  private static void requireNoDotSegment(String requestTarget) throws BadTargetException {
    int query = requestTarget.indexOf('?');
    String sent = query < 0 ? requestTarget : requestTarget.substring(0, query);
    if (PathEncoding.hasDotSegment(sent)) {
      throw new BadTargetException(403, "dot segment in the backend's target");
    }
  }

  private static String expanded(String text, @Nullable ExpressionContext variables) {
    return variables == null ? text : Interpolation.expand(text, variables);
  }
}
