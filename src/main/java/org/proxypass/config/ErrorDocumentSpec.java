package org.proxypass.config;

import org.proxypass.expression.Template;

/** What an ErrorDocument directive gives the client. */
public sealed interface ErrorDocumentSpec {

  /** This text as text/html under the original status. */
  record Text(String text) implements ErrorDocumentSpec {}

  /**
   * The answer of an internal GET for this path (which may be proxied, or a local file), under the
   * original status.
   *
   * @param pathAndQuery starts with {@code /}
   */
  record LocalPath(String pathAndQuery) implements ErrorDocumentSpec {}

  /** A 302 to this absolute URL. */
  record Redirect(String url) implements ErrorDocumentSpec {}

  /** The built-in page. */
  record BuiltIn() implements ErrorDocumentSpec {}

  /**
   * One of the others, whose text is worked out for each error.
   *
   * @param kind which of the others
   * @param template the text with {@code %{…}} in it
   */
  record Computed(Kind kind, Template template) implements ErrorDocumentSpec {}

  /** What a computed text stands for. */
  enum Kind {
    /** {@link Text}. */
    TEXT,
    /** {@link LocalPath}. */
    LOCAL_PATH,
    /** {@link Redirect}. */
    REDIRECT
  }
}
