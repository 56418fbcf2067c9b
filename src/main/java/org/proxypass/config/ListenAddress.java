package org.proxypass.config;

/**
 * One {@code Listen [address:]port [protocol]}.
 *
 * @param address a literal address without brackets, or empty for all interfaces
 * @param port 0–65535; 0 takes a free one
 * @param protocol {@code http} or {@code https}
 */
public record ListenAddress(String address, int port, String protocol) {}
