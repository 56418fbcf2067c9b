package org.proxypass.expression;

import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * One run of an expression: the context, and the groups of the last regular expression that hit.
 */
final class Evaluation {
  private final ExpressionContext context;
  private @Nullable Matcher lastMatch;

  Evaluation(ExpressionContext context) {
    this.context = context;
  }

  ExpressionContext context() {
    return context;
  }

  void matched(Matcher match) {
    lastMatch = match;
  }

  /** {@code $n}: empty when nothing matched or the group took no part. */
  String group(int number) {
    if (lastMatch == null || number > lastMatch.groupCount()) {
      return "";
    }
    String group = lastMatch.group(number);
    return group == null ? "" : group;
  }
}
