package org.proxypass.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A compiled string with {@code %{…}} and {@code $n} in it. Equal when the source is. Thread-safe.
 */
public final class Template {
  private static final int MAX_DEPTH = 20;

  interface Part {
    String value(Evaluation run);
  }

  /** What stands for itself. */
  private record Literal(String text) implements Part {
    @Override
    public String value(Evaluation run) {
      return text;
    }
  }

  private final String source;
  private final List<Part> parts;

  Template(String source, List<Part> parts) {
    this.source = source;
    this.parts = List.copyOf(parts);
  }

  /**
   * Compiles {@code source}; everything outside of {@code %{…}} and {@code $n} stands for itself.
   */
  public static Template compile(String source) throws ExpressionSyntaxException {
    return new Template(source, parts(source));
  }

  static List<Part> parts(String source) throws ExpressionSyntaxException {
    List<Part> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    int i = 0;
    while (i < source.length()) {
      char c = source.charAt(i);
      char next = i + 1 < source.length() ? source.charAt(i + 1) : 0;
      if (c == '%' && next == '{') {
        int end = closingBrace(source, i + 2);
        flush(literal, parts);
        parts.add(Lookups.variable(source.substring(i + 2, end)));
        i = end + 1;
      } else if (c == '$' && next >= '0' && next <= '9') {
        flush(literal, parts);
        int group = next - '0';
        parts.add(run -> run.group(group));
        i += 2;
      } else {
        // A backslash takes the meaning from what follows it.
        boolean escape = c == '\\' && (next == '\\' || next == '%' || next == '$');
        literal.append(escape ? next : c);
        i += escape ? 2 : 1;
      }
    }
    flush(literal, parts);
    return parts;
  }

  private static void flush(StringBuilder literal, List<Part> parts) {
    if (literal.length() > 0) {
      parts.add(new Literal(literal.toString()));
      literal.setLength(0);
    }
  }

  /** Look-ups nest: {@code %{escape:%{REQUEST_URI}}}. */
  private static int closingBrace(String source, int from) throws ExpressionSyntaxException {
    int depth = 1;
    for (int i = from; i < source.length(); i++) {
      if (source.charAt(i) == '}') {
        depth--;
        if (depth == 0) {
          return i;
        }
      } else if (source.startsWith("%{", i)) {
        if (++depth > MAX_DEPTH) {
          throw new ExpressionSyntaxException("'%{' nested too deeply");
        }
        i++;
      }
    }
    throw new ExpressionSyntaxException("'%{' without '}' in '" + source + "'");
  }

  /** The text for one request. */
  public String expand(ExpressionContext context) {
    return expand(new Evaluation(context));
  }

  /**
   * The text for one request, with {@code escape} applied to each value put into it but not to what
   * stands for itself.
   */
  public String expand(ExpressionContext context, UnaryOperator<String> escape) {
    Evaluation run = new Evaluation(context);
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      String value = part.value(run);
      text.append(part instanceof Literal ? value : escape.apply(value));
    }
    return text.toString();
  }

  String expand(Evaluation run) {
    if (parts.size() == 1) {
      return parts.get(0).value(run);
    }
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      text.append(part.value(run));
    }
    return text.toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Template that && source.equals(that.source);
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
