package org.proxypass.rewrite;

import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.SubstituteRule;
import org.proxypass.exchange.Fault;

/** Applies one rule to one line after another. Not thread-safe: it keeps its matcher. */
final class LineSubstitution {
  private final @Nullable String literal;
  private final List<SubstituteRule.Part> replacement;
  private final Matcher matcher;
  private final int limit;

  /** Applies {@code rule}; a result longer than {@code limit} is a fault. */
  LineSubstitution(SubstituteRule rule, int limit) {
    this.literal = rule.literal();
    this.replacement = rule.replacement();
    this.matcher = rule.pattern().pattern().matcher("");
    this.limit = limit;
  }

  /**
   * The line with every match replaced; {@code line} itself when there is none.
   *
   * @throws Fault 500 when the result is longer than the limit or the expression cannot cope
   */
  String apply(String line) {
    if (literal != null) {
      return line.indexOf(literal) < 0 ? line : replaceLiteral(line, literal);
    }
    matcher.reset(line);
    matcher.useAnchoringBounds(true).useTransparentBounds(false);
    try {
      return matcher.find() ? replaceMatches(line) : line;
    } catch (StackOverflowError e) {
      throw Fault.internal(500, "a Substitute expression needs too much stack for a line", null);
    }
  }

  private String replaceLiteral(String line, String text) {
    StringBuilder out = new StringBuilder(line.length() + 64);
    int from = 0;
    for (int hit = line.indexOf(text); hit >= 0; hit = line.indexOf(text, from)) {
      out.append(line, from, hit);
      appendReplacement(out);
      from = hit + text.length();
    }
    return ended(out.append(line, from, line.length()));
  }

  /**
   * As httpd, each search begins anew behind the last match, so that an anchor holds there again;
   * but not after an empty match, which would never end.
   */
  private String replaceMatches(String line) {
    StringBuilder out = new StringBuilder(line.length() + 64);
    int from = 0;
    boolean found = true;
    while (found) {
      out.append(line, from, matcher.start());
      appendReplacement(out);
      from = matcher.end();
      if (from == matcher.start()) {
        if (from == line.length()) {
          break;
        }
        out.append(line.charAt(from));
        from++;
        matcher.useAnchoringBounds(false).useTransparentBounds(true);
      }
      found = matcher.region(from, line.length()).find();
    }
    return ended(out.append(line, from, line.length()));
  }

  private void appendReplacement(StringBuilder out) {
    for (SubstituteRule.Part part : replacement) {
      out.append(part.text());
      if (part.group() >= 0 && part.group() <= matcher.groupCount()) {
        String group = matcher.group(part.group());
        out.append(group == null ? "" : group);
      }
    }
    requireShort(out);
  }

  private String ended(StringBuilder out) {
    requireShort(out);
    return out.toString();
  }

  private void requireShort(StringBuilder out) {
    if (out.length() > limit) {
      throw LineBuffer.tooLong(limit);
    }
  }
}
