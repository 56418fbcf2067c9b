package org.proxypass.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a condition: {@code !} binds tightest, then the comparison, then {@code &&}, then {@code
 * ||}.
 */
final class ConditionParser {
  private static final int MAX_DEPTH = 100;

  private final Tokens tokens;
  private final ComparisonParser comparisons;
  private int depth;

  ConditionParser(Tokens tokens) {
    this.tokens = tokens;
    this.comparisons = new ComparisonParser(tokens);
  }

  Condition.Node parseWhole() throws ExpressionSyntaxException {
    Condition.Node whole = or();
    if (!tokens.atEnd()) {
      throw tokens.error("operator or end expected");
    }
    return whole;
  }

  private Condition.Node or() throws ExpressionSyntaxException {
    List<Condition.Node> terms = new ArrayList<>();
    do {
      terms.add(and());
    } while (tokens.take("||"));
    return terms.size() == 1 ? terms.get(0) : run -> holds(terms, run, true);
  }

  private Condition.Node and() throws ExpressionSyntaxException {
    List<Condition.Node> terms = new ArrayList<>();
    do {
      terms.add(not());
    } while (tokens.take("&&"));
    return terms.size() == 1 ? terms.get(0) : run -> !holds(terms, run, false);
  }

  /** Whether a term has {@code value}: a loop, for which no number of terms is too large. */
  private static boolean holds(List<Condition.Node> terms, Evaluation run, boolean value) {
    for (Condition.Node term : terms) {
      if (term.test(run) == value) {
        return true;
      }
    }
    return false;
  }

  private Condition.Node not() throws ExpressionSyntaxException {
    if (++depth > MAX_DEPTH) {
      throw tokens.error("nested too deeply");
    }
    try {
      if (tokens.peek() == '!' && tokens.peekAfter() != '=' && tokens.peekAfter() != '~') {
        tokens.next();
        Condition.Node inner = not();
        return run -> !inner.test(run);
      }
      if (tokens.take("(")) {
        Condition.Node inner = or();
        if (!tokens.take(")")) {
          throw tokens.error("')' expected");
        }
        return inner;
      }
      if (tokens.takeWord("true")) {
        return run -> true;
      }
      if (tokens.takeWord("false")) {
        return run -> false;
      }
      return comparisons.parse();
    } finally {
      depth--;
    }
  }
}
