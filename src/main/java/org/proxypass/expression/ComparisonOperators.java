package org.proxypass.expression;

import java.util.Locale;

/** What the operators between (or before) words mean. */
final class ComparisonOperators {
  private interface Comparison {
    boolean test(String left, String right);
  }

  private ComparisonOperators() {}

  static Condition.Node unary(String operator, Template operand, Tokens tokens)
      throws ExpressionSyntaxException {
    return switch (operator) {
      case "-n" -> run -> !operand.expand(run).isEmpty();
      case "-z" -> run -> operand.expand(run).isEmpty();
      case "-T" -> run -> isTrue(operand.expand(run));
      case "-R" ->
          run -> {
            String address = run.context().variable("REMOTE_ADDR");
            return address != null && Networks.contains(operand.expand(run), address);
          };
      default ->
          throw tokens.error("operator '" + operator + "' is not supported; known are -n -z -T -R");
    };
  }

  /** False is what httpd calls so: empty, 0, off, false, no. */
  private static boolean isTrue(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "", "0", "off", "false", "no" -> false;
      default -> true;
    };
  }

  static Condition.Node binary(String operator, Template left, Template right, Tokens tokens)
      throws ExpressionSyntaxException {
    Comparison comparison =
        switch (operator) {
          case "==", "=" -> String::equals;
          case "!=" -> (a, b) -> !a.equals(b);
          case "<" -> (a, b) -> a.compareTo(b) < 0;
          case "<=" -> (a, b) -> a.compareTo(b) <= 0;
          case ">" -> (a, b) -> a.compareTo(b) > 0;
          case ">=" -> (a, b) -> a.compareTo(b) >= 0;
          case "-eq", "eq" -> (a, b) -> number(a) == number(b);
          case "-ne", "ne" -> (a, b) -> number(a) != number(b);
          case "-lt", "lt" -> (a, b) -> number(a) < number(b);
          case "-le", "le" -> (a, b) -> number(a) <= number(b);
          case "-gt", "gt" -> (a, b) -> number(a) > number(b);
          case "-ge", "ge" -> (a, b) -> number(a) >= number(b);
          case "-ipmatch" -> (a, b) -> Networks.contains(b, a);
          case "-strmatch" -> (a, b) -> Wildcards.matches(b, a, false, false);
          case "-strcmatch" -> (a, b) -> Wildcards.matches(b, a, true, false);
          case "-fnmatch" -> (a, b) -> Wildcards.matches(b, a, false, true);
          default -> throw tokens.error("comparison operator expected, not '" + operator + "'");
        };
    return run -> comparison.test(left.expand(run), right.expand(run));
  }

  /** As C's atoi: the number at the front, 0 when there is none. */
  private static long number(String text) {
    int i = 0;
    while (i < text.length() && text.charAt(i) == ' ') {
      i++;
    }
    boolean negative = i < text.length() && text.charAt(i) == '-';
    if (negative || (i < text.length() && text.charAt(i) == '+')) {
      i++;
    }
    long value = 0;
    while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      value = Math.min(value * 10 + (text.charAt(i) - '0'), Integer.MAX_VALUE);
      i++;
    }
    return negative ? -value : value;
  }
}
