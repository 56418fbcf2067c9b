package org.proxypass.expression;

import java.util.ArrayList;
import java.util.List;

/** Reads one word: a string, a number, a look-up, a function, or several joined by dots. */
final class WordParser {
  private static final int MAX_DEPTH = 50;

  private final Tokens tokens;
  private int depth;

  WordParser(Tokens tokens) {
    this.tokens = tokens;
  }

  Template word() throws ExpressionSyntaxException {
    if (++depth > MAX_DEPTH) {
      throw tokens.error("nested too deeply");
    }
    List<Template.Part> parts = new ArrayList<>(one());
    while (tokens.peek() == '.') {
      tokens.next();
      parts.addAll(one());
    }
    depth--;
    return new Template(parts.toString(), parts);
  }

  private List<Template.Part> one() throws ExpressionSyntaxException {
    char c = tokens.peek();
    if (c == '\'' || c == '"') {
      tokens.next();
      return Template.parts(tokens.until(c));
    }
    if (c == '%' && tokens.peekAfter() == '{') {
      tokens.next();
      tokens.next();
      return List.of(lookup(tokens.lookup()));
    }
    if (c == '$' && Character.isDigit(tokens.peekAfter())) {
      tokens.next();
      int group = tokens.next() - '0';
      return List.of(run -> run.group(group));
    }
    String name = tokens.word();
    if (name.isEmpty()) {
      throw tokens.error("string, number, variable or function expected");
    }
    return Character.isDigit(name.charAt(0)) || name.charAt(0) == '-'
        ? number(name)
        : function(name);
  }

  private Template.Part lookup(String inside) throws ExpressionSyntaxException {
    if (tokens.ofHealthCheck() && inside.regionMatches(true, 0, "hc:", 0, 3)) {
      return Lookups.checked(new Template(inside, Template.parts(inside.substring(3))));
    }
    return Lookups.variable(inside);
  }

  private List<Template.Part> number(String digits) throws ExpressionSyntaxException {
    for (int i = 1; i < digits.length(); i++) {
      if (!Character.isDigit(digits.charAt(i))) {
        throw tokens.error("'" + digits + "' is not a number; strings are quoted");
      }
    }
    return List.of(run -> digits);
  }

  private List<Template.Part> function(String name) throws ExpressionSyntaxException {
    if (!tokens.take("(")) {
      throw tokens.error("'" + name + "' is not quoted");
    }
    Template argument = word();
    if (!tokens.take(")")) {
      throw tokens.error("')' expected");
    }
    return List.of(
        tokens.ofHealthCheck() && name.equalsIgnoreCase("hc")
            ? Lookups.checked(argument)
            : Lookups.function(name, argument));
  }
}
