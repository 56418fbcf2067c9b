package org.proxypass.mapping;

import org.jspecify.annotations.Nullable;

/**
 * The path of one request as the mappings see it.
 *
 * @param decoded canonical and decoded, a char a byte, relative to the context; starts with {@code
 *     /}
 * @param raw as the client sent it, relative to the context; null when the client spelled the
 *     context path in another way, so that no raw form can be told
 * @param query the raw query without {@code ?}, or null
 */
public record RequestPath(String decoded, @Nullable String raw, @Nullable String query) {

  /** The path of an internal request for {@code decoded}, which no client spelled. */
  public static RequestPath internal(String decoded, @Nullable String query) {
    return new RequestPath(decoded, null, query);
  }
}
