package org.proxypass.rules;

import org.jspecify.annotations.Nullable;
import org.proxypass.config.RewriteRules;
import org.proxypass.config.Settings;
import org.proxypass.exchange.Exchange;
import org.proxypass.http.BadTargetException;
import org.proxypass.http.CanonicalPath;
import org.proxypass.mapping.HostMap;
import org.proxypass.mapping.MappingResult;
import org.proxypass.mapping.RequestPath;

/** Applies RewriteRule, outside of locations and in them. */
public final class RewriteEngine {
  private RewriteEngine() {}

  /**
   * Tries the rules of a host, before the mapping.
   *
   * @return where the request goes; its result is null when the mapping decides
   * @throws BadTargetException when the result is not safe to use
   * @throws org.proxypass.exchange.Fault when a rule answers
   */
  public static Translation applyHostRules(Exchange exchange, HostMap host, RequestPath path)
      throws BadTargetException {
    Settings settings = host.config().settings();
    Translation translation = apply(exchange, host, settings, host.rewriteRules(), path, false);
    return translation == null ? new Translation(path, null, false) : translation;
  }

  /**
   * Tries the rules of locations, after everything else was decided. A new path has no result: the
   * request starts over with it.
   *
   * @return null when nothing changed
   * @throws BadTargetException when the result is not safe to use
   * @throws org.proxypass.exchange.Fault when a rule answers
   */
  public static @Nullable Translation applyLocationRules(
      Exchange exchange, HostMap host, Settings settings, RewriteRules rules, RequestPath path)
      throws BadTargetException {
    return apply(exchange, host, settings, rules, path, true);
  }

  private static @Nullable Translation apply(
      Exchange exchange,
      HostMap host,
      Settings settings,
      RewriteRules rules,
      RequestPath path,
      boolean location)
      throws BadTargetException {
    RewriteContext context = new RewriteContext(exchange, settings, path.decoded(), path.query());
    RewriteResult result = new RewriteRun(context).run(rules.rules());
    if (result instanceof RewriteResult.ToBackend backend) {
      MappingResult forward =
          new MappingResult.Forward(
              host.targetOf(backend.url(), backend.query(), backend.escaped(), path));
      return new Translation(path, forward, false);
    }
    if (result instanceof RewriteResult.ToClient client) {
      String url =
          RedirectUrl.of(client.url(), client.query(), client.escaped(), client.queryEscaped());
      return new Translation(path, new MappingResult.Redirect(client.status(), url), false);
    }
    if (result instanceof RewriteResult.Moved moved) {
      RequestPath next = RequestPath.internal(CanonicalPath.ofDecoded(moved.path()), moved.query());
      boolean mapped = moved.passThrough() || location;
      return new Translation(next, mapped ? null : MappingResult.LOCAL, mapped);
    }
    return null;
  }
}
