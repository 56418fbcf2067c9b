package org.proxypass.config;

/**
 * A {@code BalancerMember} as configured.
 *
 * @param worker its address and what concerns its connections
 * @param parameters the settings of {@link MemberSettings} and {@link HealthCheckSettings}
 */
public record MemberSpec(WorkerSpec worker, Settings parameters) {}
