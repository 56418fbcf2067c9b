package org.proxypass.webapp;

import org.jspecify.annotations.Nullable;
import org.proxypass.config.PathRules;
import org.proxypass.config.UrlSettings;
import org.proxypass.exchange.Fault;
import org.proxypass.http.BadTargetException;
import org.proxypass.http.Fields;
import org.proxypass.mapping.MappingResult;
import org.proxypass.rules.RedirectRules;
import org.proxypass.rules.RewriteEngine;
import org.proxypass.rules.Translation;

/** What a location may still change when access was granted: methods, rewriting, redirects. */
final class LocationSteps {
  // httpd's LimitInternalRecursion.
  private static final int MAX_RESTARTS = 10;

  private final PassageOpener opener;

  LocationSteps(PassageOpener opener) {
    this.opener = opener;
  }

  /**
   * The passage after the steps of its locations; {@code passage} itself when they change nothing.
   *
   * @throws Fault 405 for a method that is not allowed, and whatever a rule answers
   */
  Passage apply(Passage passage) {
    Passage current = passage;
    for (int restarts = 0; restarts <= MAX_RESTARTS; restarts++) {
      PathRules rules = current.settings().get(UrlSettings.PATH_RULES);
      if (rules.isEmpty()) {
        return current;
      }
      if (!rules.allows(current.exchange().clientRequest().method())) {
        throw Fault.client(405, "AllowMethods does not name the method")
            .answeredWith(Fields.of("Allow", rules.allow()));
      }
      Translation translation = rewrite(current, rules);
      if (translation == null) {
        return redirected(current, rules);
      }
      MappingResult result = translation.result();
      if (result != null) {
        Passage decided = opener.withResult(current, result);
        AccessControl.check(decided);
        return decided;
      }
      current = opener.restart(current, translation.path());
      current.requireServable();
      AccessControl.check(current);
    }
    throw Fault.internal(500, "rewrite rules of a location start the request over forever", null);
  }

  private static Passage redirected(Passage passage, PathRules rules) {
    String path = passage.exchange().path();
    MappingResult redirect =
        RedirectRules.find(rules.redirects(), passage.exchange(), path, passage.path().query());
    return redirect == null ? passage : passage.withResult(redirect);
  }

  private static @Nullable Translation rewrite(Passage passage, PathRules rules) {
    if (!rules.rewriteRules().active()) {
      return null;
    }
    try {
      return RewriteEngine.applyLocationRules(
          passage.exchange(),
          passage.host(),
          passage.settings(),
          rules.rewriteRules(),
          passage.path());
    } catch (BadTargetException e) {
      throw Fault.client(e.status(), String.valueOf(e.getMessage()));
    }
  }
}
