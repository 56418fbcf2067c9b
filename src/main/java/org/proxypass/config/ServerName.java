package org.proxypass.config;

/**
 * {@code ServerName [scheme://]host[:port]}.
 *
 * @param scheme {@code http}, {@code https}, or empty when not given
 * @param host lower case
 * @param port 1–65535, or -1 when not given
 */
public record ServerName(String scheme, String host, int port) {}
