package org.proxypass.config;

/**
 * One address of a {@code <VirtualHost address:port …>}.
 *
 * @param address a literal address without brackets, or {@code *} for any
 * @param port 0–65535, or -1 for any ({@code *} or left out)
 */
public record HostAddress(String address, int port) {}
