package org.proxypass.tunnel;

import java.time.Duration;

/**
 * What is known of a tunnel when it begins.
 *
 * @param protocol what both ends agreed on, as in the Upgrade field
 * @param client the client's address
 * @param target the request line's path as the client sent it, without query
 * @param backend the worker's URL
 * @param idleTimeout how long neither side may send anything
 */
public record TunnelFacts(
    String protocol, String client, String target, String backend, Duration idleTimeout) {
  /** The idle timeout of a tunnel that may be idle for ever. */
  public static final Duration NEVER = Duration.ofNanos(Long.MAX_VALUE);
}
