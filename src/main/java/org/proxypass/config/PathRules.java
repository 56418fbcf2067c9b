package org.proxypass.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the locations of a path say about its URL, in one setting so that a request asks once.
 *
 * @param allowedMethods {@code AllowMethods}; empty where it is not given, an empty list for all
 * @param rewriteRules tried on every request in the location
 * @param redirects those of inner locations first
 */
public record PathRules(
    Optional<List<String>> allowedMethods,
    RewriteRules rewriteRules,
    List<RedirectSpec> redirects) {

  /** Nothing is said. */
  public static final PathRules NONE =
      new PathRules(Optional.empty(), RewriteRules.NONE, List.of());

  /** Copies the lists. */
  public PathRules {
    allowedMethods = allowedMethods.map(List::copyOf);
    redirects = List.copyOf(redirects);
  }

  /** Whether nothing is said, so that a request may pass by. */
  public boolean isEmpty() {
    return allowedMethods.isEmpty() && redirects.isEmpty() && !rewriteRules.active();
  }

  /** Whether a request with {@code method} may pass; GET stands for HEAD and HEAD for GET. */
  public boolean allows(String method) {
    List<String> methods = allowedMethods.orElse(List.of());
    if (methods.isEmpty() || methods.contains(method)) {
      return true;
    }
    return switch (method) {
      case "HEAD" -> methods.contains("GET");
      case "GET" -> methods.contains("HEAD");
      default -> false;
    };
  }

  /** The value of an Allow field (RFC 9110 §10.2.1): what {@link #allows} lets pass. */
  public String allow() {
    Set<String> methods = new LinkedHashSet<>();
    for (String method : allowedMethods.orElse(List.of())) {
      if (method.equals("GET") || method.equals("HEAD")) {
        methods.add("GET");
        methods.add("HEAD");
      } else {
        methods.add(method);
      }
    }
    return String.join(", ", methods);
  }

  PathRules withAllowedMethods(List<String> methods) {
    return new PathRules(Optional.of(methods), rewriteRules, redirects);
  }

  PathRules withRewriteRules(RewriteRules rules) {
    return new PathRules(allowedMethods, rules, redirects);
  }

  PathRules withRedirect(RedirectSpec redirect) {
    return new PathRules(
        allowedMethods, rewriteRules, UrlSettings.concat(redirects, List.of(redirect)));
  }

  static PathRules merge(PathRules outer, PathRules inner) {
    return new PathRules(
        inner.allowedMethods.isEmpty() ? outer.allowedMethods : inner.allowedMethods,
        // A section that says nothing about rewriting leaves the outer rules in force.
        inner.rewriteRules.equals(RewriteRules.NONE)
            ? outer.rewriteRules
            : RewriteRules.merge(outer.rewriteRules, inner.rewriteRules),
        UrlSettings.concat(inner.redirects, outer.redirects));
  }
}
