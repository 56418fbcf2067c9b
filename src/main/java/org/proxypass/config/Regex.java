package org.proxypass.config;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** A compiled regular expression with value equality by its source and flags. */
public final class Regex {
  private final Pattern pattern;

  private Regex(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * Compiles {@code source}; a {@code $} matches only at the very end, not before a final line feed
   * (CVE-2020-1927).
   *
   * @throws PatternSyntaxException when the source is not a regular expression
   */
  public static Regex of(String source, boolean ignoreCase) {
    int flags = ignoreCase ? Pattern.CASE_INSENSITIVE : 0;
    // UNIX_LINES narrows what "$" may stand before; the callers refuse line feeds in paths anyway.
    return new Regex(Pattern.compile(source, flags | Pattern.UNIX_LINES));
  }

  /** The compiled pattern; matching is a search, as in httpd. */
  public Pattern pattern() {
    return pattern;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Regex that
        && pattern.pattern().equals(that.pattern.pattern())
        && pattern.flags() == that.pattern.flags();
  }

  @Override
  public int hashCode() {
    return pattern.pattern().hashCode();
  }

  @Override
  public String toString() {
    return pattern.pattern();
  }
}
