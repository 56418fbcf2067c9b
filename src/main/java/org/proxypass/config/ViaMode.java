package org.proxypass.config;

/** What {@code ProxyVia} does with the Via field (RFC 9110 §7.6.3). */
public enum ViaMode {
  /** Via passes as it is and we add nothing. */
  OFF,
  /** We add protocol version and name. */
  ON,
  /** As {@link #ON}, with product and version as a comment. */
  FULL,
  /** Via is taken out of requests and we add nothing. */
  BLOCK
}
