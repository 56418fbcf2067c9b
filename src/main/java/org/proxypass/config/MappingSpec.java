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
 * @param form which form of the path is compared and forwarded
 * @param interpolated whether <code>${NAME}</code> in prefix and target is replaced per request
 */
public record MappingSpec(
    PathPattern pattern,
    String target,
    boolean nocanon,
    Optional<WorkerSpec> worker,
    Form form,
    boolean interpolated) {

  /** The parameter {@code mapping}. */
  public enum Form {
    /** The decoded path; it is encoded again. */
    DECODED,
    /** The path as it came, but for what is unreserved. */
    ENCODED,
    /** The path as a servlet container sees it: without parameters of its segments. */
    SERVLET
  }

  /** An entry that compares the decoded path. */
  public MappingSpec(
      PathPattern pattern, String target, boolean nocanon, Optional<WorkerSpec> worker) {
    this(pattern, target, nocanon, worker, Form.DECODED);
  }

  /** An entry without variables. */
  public MappingSpec(
      PathPattern pattern, String target, boolean nocanon, Optional<WorkerSpec> worker, Form form) {
    this(pattern, target, nocanon, worker, form, false);
  }

  /** This entry with another worker. */
  MappingSpec withWorker(Optional<WorkerSpec> other) {
    return new MappingSpec(pattern, target, nocanon, other, form, interpolated);
  }

  /** Whether this entry says "not proxied" ({@code !}). */
  public boolean excludes() {
    return target.isEmpty();
  }
}
