package org.proxypass.expression;

import org.jspecify.annotations.Nullable;

/**
 * <code>${NAME}</code> in a directive's argument, replaced per request (ProxyPassInterpolateEnv).
 */
public final class Interpolation {
  private Interpolation() {}

  /** Whether a variable stands in {@code text}. */
  public static boolean isIn(String text) {
    int start = text.indexOf("${");
    return start >= 0 && text.indexOf('}', start) >= 0;
  }

  /**
   * {@code text} with every variable replaced. As in httpd an unset one is empty, and a value is
   * not looked at again.
   */
  public static String expand(String text, ExpressionContext context) {
    return expand(text, context, false);
  }

  /**
   * As {@link #expand}, for a text whose {@code $n} are replaced afterwards: a value cannot bring
   * any of its own.
   */
  public static String expandForSubstitution(String text, ExpressionContext context) {
    return expand(text, context, true);
  }

  private static String expand(String text, ExpressionContext context, boolean escape) {
    StringBuilder out = new StringBuilder(text.length() + 32);
    int copied = 0;
    int start = text.indexOf("${");
    while (start >= 0) {
      int end = text.indexOf('}', start);
      if (end < 0) {
        break;
      }
      out.append(text, copied, start);
      append(out, context.environment(text.substring(start + 2, end)), escape);
      copied = end + 1;
      start = text.indexOf("${", copied);
    }
    return out.append(text, copied, text.length()).toString();
  }

  private static void append(StringBuilder out, @Nullable String value, boolean escape) {
    if (value == null) {
      return;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (escape && (c == '$' || c == '\\')) {
        out.append('\\');
      }
      out.append(c);
    }
  }
}
