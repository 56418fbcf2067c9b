package org.proxypass.config;

import java.util.Set;
import java.util.TreeSet;

/**
 * Which errors of a backend are answered with our own page.
 *
 * @param enabled whether any is
 * @param statuses the only ones; empty means all of 400 to 599
 */
public record ErrorOverride(boolean enabled, Set<Integer> statuses) {
  /** No error is overridden. */
  public static final ErrorOverride OFF = new ErrorOverride(false, Set.of());

  /** Copies the statuses. */
  public ErrorOverride {
    statuses = Set.copyOf(statuses);
  }

  /** Whether a backend's response with {@code status} is replaced. */
  public boolean covers(int status) {
    return enabled
        && status >= 400
        && status <= 599
        && (statuses.isEmpty() || statuses.contains(status));
  }

  /** What holds inside {@code inner}: its switch, and the statuses of both, as in httpd. */
  ErrorOverride mergedWith(ErrorOverride inner) {
    Set<Integer> both = new TreeSet<>(statuses);
    both.addAll(inner.statuses);
    return new ErrorOverride(inner.enabled, both);
  }
}
