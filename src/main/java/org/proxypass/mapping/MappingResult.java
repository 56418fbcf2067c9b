package org.proxypass.mapping;

/** What the table says of one request. */
public sealed interface MappingResult {

  /** Forwarded to a backend. */
  record Forward(BackendTarget target) implements MappingResult {}

  /**
   * The client is sent elsewhere.
   *
   * @param status 300–399
   * @param location an absolute URL, escaped
   */
  record Redirect(int status, String location) implements MappingResult {}

  /** Not proxied: no entry, or a {@code !} covers it. */
  record Local() implements MappingResult {}

  /** The one {@link Local}. */
  Local LOCAL = new Local();
}
