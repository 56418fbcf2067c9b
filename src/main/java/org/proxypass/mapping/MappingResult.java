package org.proxypass.mapping;

import org.jspecify.annotations.Nullable;
import org.proxypass.config.MappingSpec;

/** What the table says of one request. */
public sealed interface MappingResult {

  /**
   * Forwarded to a backend.
   *
   * @param entry the ProxyPass entry that says so, or null where a rewrite rule does
   */
  record Forward(BackendTarget target, @Nullable MappingSpec entry) implements MappingResult {

    /** Forwarded by no entry, or by one that is not known here. */
    public Forward(BackendTarget target) {
      this(target, null);
    }

    /** The same target by {@code origin}. */
    Forward by(MappingSpec origin) {
      return new Forward(target, origin);
    }
  }

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
