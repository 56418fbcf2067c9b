package org.proxypass.config;

/** What {@code ProxyAddForwarded} can tell a backend about the client's side. */
public enum ForwardedElement {
  /** X-Forwarded-Proto: the scheme the client used. */
  PROTO,
  /** X-Forwarded-Port: the port the client used. */
  PORT,
  /** X-Forwarded-Prefix: what stands in front of the backend's path in the public one. */
  PREFIX,
  /** Forwarded: an element of RFC 7239. */
  FORWARDED
}
