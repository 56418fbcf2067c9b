package org.proxypass.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.proxypass.expression.Regex;
import org.proxypass.http.Ascii;
import org.proxypass.http.Utf8Bytes;

/** Reads the argument of Substitute, {@code s/pattern/replacement/flags}, as httpd does. */
final class SubstituteSyntax {
  private SubstituteSyntax() {}

  /** Reads {@code text}; the delimiter is the character behind the s and cannot be escaped. */
  static SubstituteRule parse(String text) throws InvalidDirectiveException {
    if (text.length() < 2 || Ascii.lower(text.charAt(0)) != 's') {
      throw new InvalidDirectiveException(
          "'" + text + "' is not of the form s/pattern/replacement/");
    }
    char delimiter = text.charAt(1);
    int middle = text.indexOf(delimiter, 2);
    if (middle <= 2) {
      throw new InvalidDirectiveException(
          "'" + text + "' must have a pattern between two " + delimiter);
    }
    int end = text.indexOf(delimiter, middle + 1);
    String replacement = text.substring(middle + 1, end < 0 ? text.length() : end);
    String flags = end < 0 ? "" : Ascii.lower(text.substring(end + 1));
    checkFlags(flags);
    return rule(text.substring(2, middle), replacement, flags);
  }

  private static void checkFlags(String flags) throws InvalidDirectiveException {
    for (int i = 0; i < flags.length(); i++) {
      if ("infq".indexOf(flags.charAt(i)) < 0) {
        throw new InvalidDirectiveException(
            "flag '"
                + flags.charAt(i)
                + "' is not one of i, n, f and q; the delimiter cannot"
                + " stand in the pattern or the replacement, choose another");
      }
    }
  }

  private static SubstituteRule rule(String pattern, String replacement, String flags)
      throws InvalidDirectiveException {
    boolean ignoreCase = flags.indexOf('i') >= 0;
    String bytes = Utf8Bytes.of(pattern);
    String with = Utf8Bytes.of(replacement);
    if (flags.indexOf('n') >= 0) {
      // Case is the one thing a plain search cannot leave out.
      return new SubstituteRule(
          Regex.quoted(bytes, ignoreCase),
          ignoreCase ? null : bytes,
          List.of(new SubstituteRule.Part(with, -1)));
    }
    try {
      return new SubstituteRule(Regex.ofLine(bytes, ignoreCase), null, parts(with));
    } catch (PatternSyntaxException invalid) {
      throw new InvalidDirectiveException(
          "'" + pattern + "' is not a regular expression: " + invalid.getDescription());
    }
  }

  /** {@code $0} to {@code $9} are groups; a backslash makes what follows stand for itself. */
  private static List<SubstituteRule.Part> parts(String replacement) {
    List<SubstituteRule.Part> parts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < replacement.length()) {
      char c = replacement.charAt(i);
      char next = i + 1 < replacement.length() ? replacement.charAt(i + 1) : 0;
      if (c == '$' && next >= '0' && next <= '9') {
        parts.add(new SubstituteRule.Part(text.toString(), next - '0'));
        text.setLength(0);
        i += 2;
      } else {
        boolean escape = c == '\\' && next != 0;
        text.append(escape ? next : c);
        i += escape ? 2 : 1;
      }
    }
    if (text.length() > 0) {
      parts.add(new SubstituteRule.Part(text.toString(), -1));
    }
    return parts;
  }
}
