package org.proxypass.balancer;

import java.time.Duration;

/**
 * What the checks of a member found so far.
 *
 * @param passes successes in a row while it is out; {@link HealthCheck#passes()} bring it back
 * @param fails failures in a row while it is not; {@link HealthCheck#fails()} take it out
 * @param result the last check in words; empty before the first
 * @param checkedMillis when that ended, in milliseconds since 1970; 0 for never
 * @param took how long it took
 */
public record HealthReport(
    int passes, int fails, String result, long checkedMillis, Duration took) {
  /** Before the first check. */
  public static final HealthReport NONE = new HealthReport(0, 0, "", 0, Duration.ZERO);
}
