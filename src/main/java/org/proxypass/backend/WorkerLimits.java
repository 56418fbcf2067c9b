package org.proxypass.backend;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.Settings;
import org.proxypass.config.WorkerSettings;

/**
 * The limits of one worker with every default resolved.
 *
 * @param connect for the TCP connect and for each step of the TLS handshake
 * @param io for one read or write
 * @param acquire for a free connection; null waits for ever
 * @param idle of a pooled connection; null when the pool sets no limit
 * @param connections at the same time; {@link Integer#MAX_VALUE} for no limit
 * @param line the longest status or field line in bytes
 * @param reuse whether a connection serves more than one request
 * @param tcpKeepAlive SO_KEEPALIVE
 * @param ping how long to wait for 100 before a body is sent; null does not ask for it
 * @param idleRule how many connections stay idle
 * @param believed how long an address is used, as {@link BackendAddresses} wants it
 */
record WorkerLimits(
    Duration connect,
    Duration io,
    @Nullable Duration acquire,
    @Nullable Duration idle,
    int connections,
    int line,
    boolean reuse,
    boolean tcpKeepAlive,
    @Nullable Duration ping,
    IdleRule idleRule,
    @Nullable Duration believed) {

  /** httpd's default of responsefieldsize, which 0 stands for too. */
  private static final int DEFAULT_LINE = 8192;

  /** Resolves {@code parameters}; {@code hostTimeout} is the ProxyTimeout around the worker. */
  static WorkerLimits of(Settings parameters, Duration hostTimeout) {
    Duration io = parameters.get(WorkerSettings.TIMEOUT).orElse(hostTimeout);
    int max = parameters.get(WorkerSettings.MAX).orElse(0);
    int line = parameters.get(WorkerSettings.RESPONSE_FIELD_SIZE);
    Duration addressTtl = parameters.get(WorkerSettings.ADDRESS_TTL).orElse(null);
    // httpd: is_address_reusable; what is looked up every time is connected to every time.
    boolean reuse =
        parameters.get(WorkerSettings.REUSE) && (addressTtl == null || !addressTtl.isZero());
    return new WorkerLimits(
        parameters.get(WorkerSettings.CONNECTION_TIMEOUT).orElse(io),
        io,
        parameters.get(WorkerSettings.ACQUIRE).orElse(null),
        parameters.get(WorkerSettings.TTL).orElse(null),
        max > 0 ? max : Integer.MAX_VALUE,
        line > 0 ? line : DEFAULT_LINE,
        reuse,
        parameters.get(WorkerSettings.KEEPALIVE),
        parameters.get(WorkerSettings.PING).orElse(null),
        IdleRule.of(parameters),
        reuse ? addressTtl : Duration.ZERO);
  }
}
