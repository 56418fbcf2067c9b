package org.proxypass.expression;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A compiled regular expression in httpd's dialect (PCRE), with value equality by its source and
 * flags.
 */
public final class Regex {
  private final String source;
  private final Pattern pattern;

  private Regex(String source, Pattern pattern) {
    this.source = source;
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
    // DOTALL and a "$" only at the very end are httpd's RegexDefaultOptions.
    return new Regex(source, Pattern.compile(PerlSyntax.toJava(source), flags | Pattern.DOTALL));
  }

  /**
   * Compiles {@code source} for lines of bytes, a char a byte: as {@link #of}, but a dot does not
   * match a line feed, and nothing else ends a line.
   *
   * @throws PatternSyntaxException when the source is not a regular expression
   */
  public static Regex ofLine(String source, boolean ignoreCase) {
    int flags = ignoreCase ? Pattern.CASE_INSENSITIVE : 0;
    return new Regex(
        source, Pattern.compile(PerlSyntax.toJava(source), flags | Pattern.UNIX_LINES));
  }

  /** An expression that matches {@code text} and nothing else. */
  public static Regex quoted(String text, boolean ignoreCase) {
    int flags = ignoreCase ? Pattern.CASE_INSENSITIVE : 0;
    return new Regex(text, Pattern.compile(text, flags | Pattern.LITERAL));
  }

  /** The expression as it was written. */
  public String source() {
    return source;
  }

  /** The compiled pattern; matching is a search, as in httpd. */
  public Pattern pattern() {
    return pattern;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Regex that
        && source.equals(that.source)
        && pattern.flags() == that.pattern.flags();
  }

  @Override
  public int hashCode() {
    return source.hashCode();
  }

  @Override
  public String toString() {
    return source;
  }
}
