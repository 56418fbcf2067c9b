package org.proxypass.balancer;

import java.time.Duration;
import java.util.Optional;
import org.proxypass.config.HealthCheckSettings;
import org.proxypass.config.Settings;

/**
 * How a member is checked now.
 *
 * @param interval from the end of one check to the next
 * @param passes successes in a row that bring it back
 * @param fails failures in a row that take it out
 * @param uri appended to its path; empty for none
 * @param criterion empty: a status of 200–399
 */
public record HealthCheck(
    HealthCheckSettings.Method method,
    Duration interval,
    int passes,
    int fails,
    String uri,
    Optional<HealthCheckSettings.Criterion> criterion) {

  /** The check as configured. */
  public static HealthCheck of(Settings parameters) {
    return new HealthCheck(
        parameters.get(HealthCheckSettings.METHOD),
        parameters.get(HealthCheckSettings.INTERVAL),
        parameters.get(HealthCheckSettings.PASSES),
        parameters.get(HealthCheckSettings.FAILS),
        parameters.get(HealthCheckSettings.URI),
        parameters.get(HealthCheckSettings.CRITERION));
  }

  /** This one, with what the configuration changed from {@code before} to {@code after}. */
  HealthCheck reconfigured(HealthCheck before, HealthCheck after) {
    return new HealthCheck(
        Succession.value(before.method, after.method, method),
        Succession.value(before.interval, after.interval, interval),
        Succession.value(before.passes, after.passes, passes),
        Succession.value(before.fails, after.fails, fails),
        Succession.value(before.uri, after.uri, uri),
        Succession.value(before.criterion, after.criterion, criterion));
  }
}
