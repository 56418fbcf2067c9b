package org.proxypass.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A compiled string of a rewrite rule: <code>$n</code>, {@code %n}, <code>%{VARIABLE}</code> and
 * <code>${map:key|default}</code>; a backslash takes the meaning from the character behind it.
 * Equal when the source is. Thread-safe.
 */
public final class RuleTemplate {

  /** One part of a template. */
  interface Part {
    void append(Expansion out);
  }

  /** A piece of text as it is written, for whoever asks what the client cannot change. */
  record Literal(String text) implements Part {
    @Override
    public void append(Expansion out) {
      out.literal(text);
    }
  }

  /**
   * What a template became.
   *
   * @param text the text
   * @param foreignQuestionMark whether its first question mark comes from the request and not from
   *     the template
   */
  public record Expanded(String text, boolean foreignQuestionMark) {}

  private final String source;
  private final List<Part> parts;

  RuleTemplate(String source, List<Part> parts) {
    this.source = source;
    this.parts = List.copyOf(parts);
  }

  /**
   * Compiles {@code source}.
   *
   * @param maps finds the maps it may name
   */
  public static RuleTemplate compile(String source, MapLookup maps)
      throws ExpressionSyntaxException {
    return new RuleTemplate(source, new RuleTemplateParser(source, maps).parse());
  }

  /** Finds what {@code RewriteMap} called a name. */
  @FunctionalInterface
  public interface MapLookup {
    /** The map called {@code name}, or null. */
    @Nullable TextMap find(String name);
  }

  /** The text for one request. */
  public String expand(RuleContext context) {
    return expand(context, null).text();
  }

  /**
   * The text for one request.
   *
   * @param escape what is done to backreferences; null for nothing
   */
  public Expanded expand(RuleContext context, @Nullable BackreferenceEscape escape) {
    Expansion out = new Expansion(context, escape);
    for (Part part : parts) {
      part.append(out);
    }
    return new Expanded(out.text(), out.foreignQuestionMark());
  }

  /** The text up to the first reference. */
  public String literalStart() {
    return !parts.isEmpty() && parts.get(0) instanceof Literal literal ? literal.text() : "";
  }

  /** The text behind the first run of references, up to the next; empty when there is none. */
  public String literalAfterFirstReferences() {
    boolean seen = false;
    for (Part part : parts) {
      if (!(part instanceof Literal literal)) {
        seen = true;
      } else if (seen) {
        return literal.text();
      }
    }
    return "";
  }

  /** Whether nothing in it depends on the request. */
  public boolean isLiteral() {
    return parts.stream().allMatch(Literal.class::isInstance);
  }

  /** The template as it was written. */
  public String source() {
    return source;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RuleTemplate that && source.equals(that.source);
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
