package org.proxypass.config;

import java.util.Optional;

/**
 * One ProxyPass or ProxyPassMatch entry.
 *
 * @param pattern a {@link PathPattern.Prefix}, {@link PathPattern.Glob} (only inside a location) or
 *     {@link PathPattern.Matching}
 * @param target the backend URL as written, with {@code $n} for a regular expression; empty for
 *     {@code !}
 * @param nocanon whether the raw request target is forwarded
 * @param worker the worker that serves the target; empty for {@code !} and when a {@code $n} can
 *     change the target's host or port, so that it is known only per request
 */
public record MappingSpec(
    PathPattern pattern, String target, boolean nocanon, Optional<WorkerSpec> worker) {

  /** Whether this entry says "not proxied" ({@code !}). */
  public boolean excludes() {
    return target.isEmpty();
  }
}
