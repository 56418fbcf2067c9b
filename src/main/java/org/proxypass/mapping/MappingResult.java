package org.proxypass.mapping;

/** What the table says of one request. */
public sealed interface MappingResult {

  /** Forwarded to a backend. */
  record Forward(BackendTarget target) implements MappingResult {}

  /** Not proxied: no entry, or a {@code !} covers it. */
  record Local() implements MappingResult {}

  /** The one {@link Local}. */
  Local LOCAL = new Local();
}
