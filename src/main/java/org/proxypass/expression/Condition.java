package org.proxypass.expression;

import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** A compiled boolean expression. Equal when the source is. Thread-safe. */
public final class Condition {
  interface Node {
    boolean test(Evaluation run);
  }

  private final String source;
  private final Node node;

  private Condition(String source, Node node) {
    this.source = source;
    this.node = node;
  }

  /** Compiles {@code source}. */
  public static Condition compile(String source) throws ExpressionSyntaxException {
    return new Condition(source, new ConditionParser(new Tokens(source)).parseWhole());
  }

  /**
   * Compiles a condition on the answer to a health check (ProxyHCExpr), which knows {@code
   * hc('body')} besides.
   */
  public static Condition compileForHealthCheck(String source) throws ExpressionSyntaxException {
    return new Condition(source, new ConditionParser(new Tokens(source, true)).parseWhole());
  }

  /** Whether the condition holds. */
  public boolean test(ExpressionContext context) {
    return node.test(new Evaluation(context));
  }

  /**
   * Whether the condition holds, and the groups of its last regular expression: {@code $0} first;
   * null when it does not hold.
   */
  public String @Nullable [] groups(ExpressionContext context) {
    Evaluation run = new Evaluation(context);
    if (!node.test(run)) {
      return null;
    }
    String[] groups = new String[10];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = run.group(i);
    }
    return groups;
  }

  static Node matching(Template subject, java.util.regex.Pattern pattern, boolean negated) {
    return run -> {
      Matcher match = pattern.matcher(subject.expand(run));
      boolean found = match.find();
      if (found) {
        run.matched(match);
      }
      return found != negated;
    };
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Condition that && source.equals(that.source);
  }

  @Override
  public int hashCode() {
    return source.hashCode();
  }

  @Override
  public String toString() {
    return source;
  }
}
