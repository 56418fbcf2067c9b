package org.proxypass.config;

import java.util.List;
import org.proxypass.expression.Template;

/**
 * The value of a header rule: text with format specifiers, or an expression.
 *
 * @param parts in their order; one of them is the usual case
 */
public record FieldValue(List<Part> parts) {
  /** No text at all. */
  public static final FieldValue EMPTY = new FieldValue(List.of());

  /** Copies the list. */
  public FieldValue {
    parts = List.copyOf(parts);
  }

  /** One piece of a value. */
  public sealed interface Part {}

  /** Text that stands for itself, a char a byte. */
  public record Text(String text) implements Part {}

  /** <code>%{NAME}e</code>: an environment variable of the exchange. */
  public record Variable(String name) implements Part {}

  /** <code>%{NAME}s</code>: what is known of the client's TLS connection. */
  public record TlsVariable(String name) implements Part {}

  /** {@code expr=…}: a string with look-ups in it. */
  public record Expression(Template template) implements Part {}

  /** What is measured when the value is made. */
  public enum Measure implements Part {
    /** {@code %t}: when the request came, in microseconds. */
    RECEIVED,
    /** {@code %D}: how long it took since, in microseconds. */
    DURATION,
    /** {@code %l}: the system's load averages. */
    LOAD,
    /** {@code %i}: the idle share of the processors, in percent. */
    IDLE,
    /** {@code %b}: the busy share of the processors, in percent. */
    BUSY
  }
}
