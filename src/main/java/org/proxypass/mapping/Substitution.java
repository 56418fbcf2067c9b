package org.proxypass.mapping;

import java.util.regex.Matcher;

/**
 * A replacement with {@code $0}–{@code $9} and {@code &}-free httpd escapes ({@code \$}, {@code
 * \\}).
 */
public final class Substitution {
  private final String template;

  /** Creates a replacement. */
  public Substitution(String template) {
    this.template = template;
  }

  /** Whether any {@code $n} is in it. */
  boolean hasReferences() {
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
    StringBuilder out = new StringBuilder(template.length() + 32);
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      boolean more = i + 1 < template.length();
      if (c == '$' && more && isDigit(template.charAt(i + 1))) {
        int group = template.charAt(++i) - '0';
        if (group <= match.groupCount() && match.start(group) >= 0) {
          out.append(match.group(group));
        }
      } else if (c == '\\' && more && isEscapable(template.charAt(i + 1))) {
        out.append(template.charAt(++i));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static boolean isEscapable(char c) {
    return c == '$' || c == '&' || c == '\\';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
