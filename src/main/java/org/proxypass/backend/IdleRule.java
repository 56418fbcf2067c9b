package org.proxypass.backend;

import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.Settings;
import org.proxypass.config.WorkerSettings;

/**
 * How many connections stay idle, and for how long.
 *
 * @param kept so many are not closed for their age alone ({@code min})
 * @param spare no more than so many stay at all; {@link Integer#MAX_VALUE} for no limit
 */
record IdleRule(int kept, int spare) {
  /** Nearly every backend has closed its end by then, and its socket would stay half open here. */
  static final TimeValue FORGOTTEN = TimeValue.ofMinutes(5);

  /**
   * As in the resource lists of APR, which httpd keeps connections in: with a {@code ttl} those
   * above {@code smax} go when it is over, as all do; without one they go at once.
   */
  static IdleRule of(Settings parameters) {
    boolean aged = parameters.get(WorkerSettings.TTL).isPresent();
    int smax = parameters.get(WorkerSettings.SMAX).orElse(Integer.MAX_VALUE);
    return new IdleRule(parameters.get(WorkerSettings.MIN), aged ? Integer.MAX_VALUE : smax);
  }

  /** Whether {@link #keep} depends on how many are idle. */
  boolean counts() {
    return kept > 0 || spare < Integer.MAX_VALUE;
  }

  /**
   * How long a connection that is fit for another request may stay idle.
   *
   * @param limit of the backend and of {@code ttl}; negative for none
   * @param idle how many are idle already
   * @return null to close it now
   */
  @Nullable TimeValue keep(TimeValue limit, int idle) {
    if (idle < kept) {
      return limit;
    }
    if (idle >= spare) {
      return null;
    }
    boolean longer = !TimeValue.isNonNegative(limit) || limit.compareTo(FORGOTTEN) > 0;
    return longer ? FORGOTTEN : limit;
  }
}
