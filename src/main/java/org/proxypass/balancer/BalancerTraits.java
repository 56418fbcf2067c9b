package org.proxypass.balancer;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.proxypass.config.BalancerSettings;
import org.proxypass.config.Settings;

/**
 * What of a balancer can be changed while it lives.
 *
 * @param method who gets the next request
 * @param stickySession the names a session is looked for under; empty for no sessions
 * @param stickySeparator between session and route; empty: the whole value is the route
 * @param semicolonEndsParameter whether a semicolon, too, ends the path parameter
 * @param noFailover whether a session whose member is unusable gets 503
 * @param maxAttempts further attempts; empty means one less than there are members
 * @param timeout how long to wait for a usable member; empty: not at all
 * @param failOnStatus final statuses that put the member in error
 * @param failOnTimeout whether a read timeout puts the member in error
 * @param forceRecovery whether all are tried again when all are in error
 */
public record BalancerTraits(
    BalancerSettings.Method method,
    Optional<BalancerSettings.StickyName> stickySession,
    Optional<Character> stickySeparator,
    boolean semicolonEndsParameter,
    boolean noFailover,
    Optional<Integer> maxAttempts,
    Optional<Duration> timeout,
    Set<Integer> failOnStatus,
    boolean failOnTimeout,
    boolean forceRecovery) {

  /** The traits as configured. */
  public static BalancerTraits of(Settings parameters) {
    return new BalancerTraits(
        parameters.get(BalancerSettings.METHOD),
        parameters.get(BalancerSettings.STICKY_SESSION),
        parameters.get(BalancerSettings.STICKY_SEPARATOR),
        parameters.get(BalancerSettings.SEMICOLON_ENDS_PARAMETER),
        parameters.get(BalancerSettings.NO_FAILOVER),
        parameters.get(BalancerSettings.MAX_ATTEMPTS),
        parameters.get(BalancerSettings.TIMEOUT),
        parameters.get(BalancerSettings.FAIL_ON_STATUS),
        parameters.get(BalancerSettings.FAIL_ON_TIMEOUT),
        parameters.get(BalancerSettings.FORCE_RECOVERY));
  }

  /** These, with what the configuration changed from {@code before} to {@code after}. */
  BalancerTraits reconfigured(BalancerTraits before, BalancerTraits after) {
    return new BalancerTraits(
        Succession.value(before.method, after.method, method),
        Succession.value(before.stickySession, after.stickySession, stickySession),
        Succession.value(before.stickySeparator, after.stickySeparator, stickySeparator),
        Succession.value(
            before.semicolonEndsParameter, after.semicolonEndsParameter, semicolonEndsParameter),
        Succession.value(before.noFailover, after.noFailover, noFailover),
        Succession.value(before.maxAttempts, after.maxAttempts, maxAttempts),
        Succession.value(before.timeout, after.timeout, timeout),
        Succession.value(before.failOnStatus, after.failOnStatus, failOnStatus),
        Succession.value(before.failOnTimeout, after.failOnTimeout, failOnTimeout),
        Succession.value(before.forceRecovery, after.forceRecovery, forceRecovery));
  }
}
