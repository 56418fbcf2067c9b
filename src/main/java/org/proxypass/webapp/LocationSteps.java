package org.proxypass.webapp;

import org.jspecify.annotations.Nullable;
import org.proxypass.config.PathRules;
import org.proxypass.config.UrlSettings;
import org.proxypass.exchange.Fault;
import org.proxypass.http.BadTargetException;
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
      if (rules == PathRules.NONE) {
        return current;
      }
      Passage next = step(current, rules);
      if (next == null) {
        return current;
      }
      if (next.path() == current.path()) {
        return next;
      }
      next.requireServable();
      AccessControl.check(next.settings());
      current = next;
    }
    throw Fault.internal(500, "rewrite rules of a location start the request over forever", null);
  }

  private @Nullable Passage step(Passage passage, PathRules rules) {
    if (!rules.allows(passage.exchange().clientRequest().method())) {
      throw Fault.client(405, "AllowMethods does not name the method");
    }
    Translation translation = rewrite(passage, rules);
    if (translation != null) {
      MappingResult result = translation.result();
      return result == null
          ? opener.restart(passage, translation.path())
          : passage.withResult(result);
    }
    MappingResult redirect =
        RedirectRules.find(
            rules.redirects(),
            passage.exchange(),
            passage.exchange().path(),
            passage.path().query());
    return redirect == null ? null : passage.withResult(redirect);
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
