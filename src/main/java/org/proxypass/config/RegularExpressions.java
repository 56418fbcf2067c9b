package org.proxypass.config;

import java.util.regex.PatternSyntaxException;
import org.proxypass.expression.Regex;

/** Regular expressions as arguments. */
final class RegularExpressions {
  private RegularExpressions() {}

  /** Compiles {@code source}; letter case counts, as in httpd's proxy directives. */
  static Regex parse(String source) throws InvalidDirectiveException {
    return parse(source, false);
  }

  /** Compiles {@code source}. */
  static Regex parse(String source, boolean ignoreCase) throws InvalidDirectiveException {
    try {
      return Regex.of(source, ignoreCase);
    } catch (PatternSyntaxException invalid) {
      String place = invalid.getIndex() < 0 ? "" : " at character " + (invalid.getIndex() + 1);
      throw new InvalidDirectiveException(
          "'" + source + "' is not a regular expression: " + invalid.getDescription() + place);
    }
  }
}
