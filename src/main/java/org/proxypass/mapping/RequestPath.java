package org.proxypass.mapping;

import org.jspecify.annotations.Nullable;
import org.proxypass.http.PathEncoding;

/**
 * The path of one request as the mappings see it.
 *
 * @param decoded canonical and decoded, a char a byte, relative to the context; starts with {@code
 *     /}
 * @param raw as the client sent it, relative to the context; null when the client spelled the
 *     context path in another way, so that no raw form can be told
 * @param query the raw query without {@code ?}, or null
 * @param escapes what in {@code decoded} is an escape still
 */
public record RequestPath(
    String decoded, @Nullable String raw, @Nullable String query, Escapes escapes) {

  /** What of a path was left encoded. */
  public enum Escapes {
    /** Nothing: every percent sign stands for itself. */
    NONE,
    /** {@code %2F} and {@code %25} (AllowEncodedSlashes NoDecode). */
    SLASHES,
    /** Everything (mapping=encoded). */
    ALL
  }

  /** A path in which nothing is encoded. */
  public RequestPath(String decoded, @Nullable String raw, @Nullable String query) {
    this(decoded, raw, query, Escapes.NONE);
  }

  /** The path of an internal request for {@code decoded}, which no client spelled. */
  public static RequestPath internal(String decoded, @Nullable String query) {
    return new RequestPath(decoded, null, query);
  }

  /** The part of {@code path} from {@code from} on as it is forwarded. */
  String encode(String path, int from) {
    return switch (escapes) {
      case NONE -> PathEncoding.encode(path, from);
      case SLASHES -> PathEncoding.encodeKeepingSlashes(path, from);
      case ALL -> path.substring(from);
    };
  }
}
