package org.proxypass.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads one comparison, or a unary test. */
final class ComparisonParser {
  private final Tokens tokens;
  private final WordParser words;

  ComparisonParser(Tokens tokens) {
    this.tokens = tokens;
    this.words = new WordParser(tokens);
  }

  Condition.Node parse() throws ExpressionSyntaxException {
    if (tokens.peek() == '-' && Character.isLetter(tokens.peekAfter())) {
      return unary();
    }
    Template left = words.word();
    if (tokens.take("=~")) {
      return Condition.matching(left, regex(), false);
    }
    if (tokens.take("!~")) {
      return Condition.matching(left, regex(), true);
    }
    if (tokens.takeWord("in") || tokens.takeWord("-in")) {
      return inList(left);
    }
    String operator = operator();
    Template right = words.word();
    return ComparisonOperators.binary(operator, left, right, tokens);
  }

  private Condition.Node unary() throws ExpressionSyntaxException {
    String operator = tokens.word();
    Template operand = words.word();
    return ComparisonOperators.unary(operator, operand, tokens);
  }

  private String operator() {
    for (String symbol : List.of("==", "!=", "<=", ">=", "<", ">", "=")) {
      if (tokens.take(symbol)) {
        return symbol;
      }
    }
    return tokens.word();
  }

  private Condition.Node inList(Template left) throws ExpressionSyntaxException {
    if (!tokens.take("{")) {
      throw tokens.error("'{' expected");
    }
    List<Template> elements = new ArrayList<>();
    do {
      elements.add(words.word());
    } while (tokens.take(","));
    if (!tokens.take("}")) {
      throw tokens.error("'}' expected");
    }
    return run -> {
      String value = left.expand(run);
      for (Template element : elements) {
        if (value.equals(element.expand(run))) {
          return true;
        }
      }
      return false;
    };
  }

  /** {@code /…/flags} or {@code m#…#flags}. */
  private Pattern regex() throws ExpressionSyntaxException {
    char delimiter = tokens.peek();
    tokens.next();
    if (delimiter == 'm') {
      delimiter = tokens.next();
    } else if (delimiter != '/') {
      throw tokens.error("regular expression in /…/ or m#…# expected");
    }
    String source = tokens.until(delimiter);
    boolean ignoreCase = false;
    for (char flag = tokens.peekHere(); Character.isLetter(flag); flag = tokens.peekHere()) {
      tokens.next();
      switch (flag) {
        case 'i' -> ignoreCase = true;
        // A dot matches everything anyway (RegexDefaultOptions).
        case 's' -> {}
        default -> throw tokens.error("unknown flag '" + flag + "' of a regular expression");
      }
    }
    try {
      return Regex.of(source, ignoreCase).pattern();
    } catch (PatternSyntaxException e) {
      throw tokens.error("bad regular expression (" + e.getDescription() + ")");
    }
  }
}
