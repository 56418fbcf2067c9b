package org.proxypass.backend;

/**
 * The question of a health check.
 *
 * @param method GET, HEAD or OPTIONS
 * @param target in origin form, or {@code *}
 * @param oldProtocol whether it is asked by HTTP/1.0
 */
public record ProbeRequest(String method, String target, boolean oldProtocol) {}
