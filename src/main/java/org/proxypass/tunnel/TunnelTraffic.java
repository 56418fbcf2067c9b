package org.proxypass.tunnel;

import java.time.Duration;

/**
 * What one tunnel has carried.
 *
 * @param facts what it is
 * @param duration since its 101
 * @param fromClient bytes that the client sent
 * @param fromBackend bytes that the backend sent
 */
public record TunnelTraffic(
    TunnelFacts facts, Duration duration, long fromClient, long fromBackend) {}
