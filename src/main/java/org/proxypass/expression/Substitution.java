package org.proxypass.expression;

import java.util.function.IntFunction;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * A replacement with {@code $0}–{@code $9} and {@code &}-free httpd escapes ({@code \$}, {@code
 * \\}). Equal when the source is. Thread-safe.
 */
public final class Substitution {
  private final String template;

  /** A replacement as it was written. */
  public Substitution(String template) {
    this.template = template;
  }

  /** Whether any {@code $n} is in it. */
  public boolean hasReferences() {
    for (int i = 0; i + 1 < template.length(); i++) {
      char c = template.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '$' && isDigit(template.charAt(i + 1))) {
        return true;
      }
    }
    return false;
  }

  /** The template with the groups of {@code match} put in; a group that is not there is empty. */
  public String expand(Matcher match) {
    return expand(
        group -> group <= match.groupCount() && match.start(group) >= 0 ? match.group(group) : "");
  }

  /**
   * The template with {@code groups} put in, the whole match first.
   *
   * @param groups what a condition's last regular expression matched; ten texts
   */
  public String expand(String[] groups) {
    return expand(group -> groups[group]);
  }

  private String expand(IntFunction<String> group) {
    StringBuilder out = new StringBuilder(template.length() + 32);
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      boolean more = i + 1 < template.length();
      if (c == '$' && more && isDigit(template.charAt(i + 1))) {
        out.append(group.apply(template.charAt(++i) - '0'));
      } else if (c == '\\' && more && isEscapable(template.charAt(i + 1))) {
        out.append(template.charAt(++i));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Substitution that && template.equals(that.template);
  }

  @Override
  public int hashCode() {
    return template.hashCode();
  }

  @Override
  public String toString() {
    return template;
  }

  private static boolean isEscapable(char c) {
    return c == '$' || c == '&' || c == '\\';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
