package org.proxypass.expression;

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
    Condition.Node left = and();
    while (tokens.take("||")) {
      Condition.Node first = left;
      Condition.Node second = and();
      left = run -> first.test(run) || second.test(run);
    }
    return left;
  }

  private Condition.Node and() throws ExpressionSyntaxException {
    Condition.Node left = not();
    while (tokens.take("&&")) {
      Condition.Node first = left;
      Condition.Node second = not();
      left = run -> first.test(run) && second.test(run);
    }
    return left;
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
