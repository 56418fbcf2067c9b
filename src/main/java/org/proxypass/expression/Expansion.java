package org.proxypass.expression;

import org.jspecify.annotations.Nullable;

/** One run of a {@link RuleTemplate}. */
final class Expansion {
  private final StringBuilder out = new StringBuilder(64);
  private final RuleContext context;
  private final Evaluation evaluation;
  private final @Nullable BackreferenceEscape escape;
  private boolean questionMark;
  private boolean foreignQuestionMark;

  Expansion(RuleContext context, @Nullable BackreferenceEscape escape) {
    this.context = context;
    this.evaluation = new Evaluation(context);
    this.escape = escape;
  }

  RuleContext context() {
    return context;
  }

  Evaluation evaluation() {
    return evaluation;
  }

  void literal(String text) {
    questionMark = questionMark || text.indexOf('?') >= 0;
    out.append(text);
  }

  void backreference(String text) {
    foreign(escape == null ? text : escape.apply(text));
  }

  void foreign(String text) {
    if (!questionMark && text.indexOf('?') >= 0) {
      questionMark = true;
      foreignQuestionMark = true;
    }
    out.append(text);
  }

  String text() {
    return out.toString();
  }

  boolean foreignQuestionMark() {
    return foreignQuestionMark;
  }
}
