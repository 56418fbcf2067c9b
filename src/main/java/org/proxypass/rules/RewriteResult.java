package org.proxypass.rules;

import org.jspecify.annotations.Nullable;

/** What came out of a list of rewrite rules. */
sealed interface RewriteResult {

  /** No rule changed the URL. */
  record Unchanged() implements RewriteResult {}

  /** Another path on this server. */
  record Moved(String path, @Nullable String query, boolean passThrough) implements RewriteResult {}

  /** To a backend; {@code url} holds no query. */
  record ToBackend(String url, @Nullable String query, boolean escaped) implements RewriteResult {}

  /** A redirect; {@code url} is absolute or a path on this server and holds no query. */
  record ToClient(
      int status, String url, @Nullable String query, boolean escaped, boolean queryEscaped)
      implements RewriteResult {}
}
