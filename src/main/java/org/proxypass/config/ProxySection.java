package org.proxypass.config;

/**
 * One {@code <Proxy url>}.
 *
 * @param pattern a string prefix of the backend URL, or a shell pattern when it holds {@code * ? [}
 * @param settings what the section sets
 */
public record ProxySection(String pattern, Settings settings) {}
