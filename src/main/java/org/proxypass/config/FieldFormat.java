package org.proxypass.config;

import java.util.ArrayList;
import java.util.List;
import org.proxypass.config.FieldValue.Measure;
import org.proxypass.config.FieldValue.Part;
import org.proxypass.http.FieldSyntax;
import org.proxypass.http.Utf8Bytes;

/** Reads the format strings of header rules (mod_headers.c, parse_format_string). */
final class FieldFormat {
  private static final String EXPRESSION = "expr=";

  private final String shown;
  private final String source;
  private final List<Part> parts = new ArrayList<>();
  private final StringBuilder literal = new StringBuilder();

  private FieldFormat(String source) {
    this.shown = source;
    this.source = Utf8Bytes.of(source);
  }

  /** The value that {@code source} describes: {@code expr=…}, or text with specifiers. */
  static FieldValue parse(String source) throws InvalidDirectiveException {
    if (source.startsWith(EXPRESSION)) {
      String template = Utf8Bytes.of(source.substring(EXPRESSION.length()));
      return new FieldValue(List.of(new FieldValue.Expression(Expressions.template(template))));
    }
    return new FieldFormat(source).read();
  }

  private FieldValue read() throws InvalidDirectiveException {
    int position = 0;
    while (position < source.length()) {
      char c = source.charAt(position);
      if (c == '%') {
        position = readSpecifier(position + 1);
      } else if (c == '\\') {
        position = readEscape(position);
      } else {
        literal.append(c);
        position++;
      }
    }
    endLiteral();
    return new FieldValue(parts);
  }

  private int readEscape(int position) {
    char next = position + 1 < source.length() ? source.charAt(position + 1) : 0;
    switch (next) {
      case '\\' -> literal.append('\\');
      case 't' -> literal.append('\t');
      case 'r' -> literal.append('\r');
      case 'n' -> literal.append('\n');
      default -> {
        literal.append('\\');
        return position + 1;
      }
    }
    return position + 2;
  }

  /** Reads what follows a percent sign at {@code position}; a lone one at the end is itself. */
  private int readSpecifier(int position) throws InvalidDirectiveException {
    if (position >= source.length() || source.charAt(position) == '%') {
      literal.append('%');
      return position + 1;
    }
    String argument = "";
    int at = position;
    if (source.charAt(at) == '{') {
      int end = source.indexOf('}', at);
      if (end < 0) {
        throw new InvalidDirectiveException("'%{' without '}' in '" + shown + "'");
      }
      argument = source.substring(at + 1, end);
      at = end + 1;
    }
    char letter = at < source.length() ? source.charAt(at) : 0;
    endLiteral();
    parts.add(specifier(letter, argument));
    return at + 1;
  }

  private Part specifier(char letter, String argument) throws InvalidDirectiveException {
    return switch (letter) {
      case 't' -> Measure.RECEIVED;
      case 'D' -> Measure.DURATION;
      case 'l' -> Measure.LOAD;
      case 'i' -> Measure.IDLE;
      case 'b' -> Measure.BUSY;
      case 'e' -> new FieldValue.Variable(argument);
      case 's' -> new FieldValue.TlsVariable(argument);
      default ->
          throw new InvalidDirectiveException(
              "'"
                  + shown
                  + "' has an unknown format specifier; known are %% %t %D %l %i %b %{NAME}e"
                  + " %{NAME}s, and expr=… for expressions");
    };
  }

  private void endLiteral() throws InvalidDirectiveException {
    if (literal.length() == 0) {
      return;
    }
    String text = literal.toString();
    // RFC 9110 §5.5: a line break would end the field and start another.
    if (!FieldSyntax.isValidValue(text)) {
      throw new InvalidDirectiveException("a value must not hold control characters");
    }
    parts.add(new FieldValue.Text(text));
    literal.setLength(0);
  }
}
