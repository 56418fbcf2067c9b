package org.proxypass.expression;

/** The text of a condition and how far it is read. */
final class Tokens {
  private final String text;
  private final boolean ofHealthCheck;
  private int position;

  Tokens(String text) {
    this(text, false);
  }

  /**
   * The beginning of {@code text}.
   *
   * @param ofHealthCheck whether the condition is about the answer to a health check
   */
  Tokens(String text, boolean ofHealthCheck) {
    this.text = text;
    this.ofHealthCheck = ofHealthCheck;
  }

  /** Whether functions are known that only a health check has. */
  boolean ofHealthCheck() {
    return ofHealthCheck;
  }

  void skipBlanks() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
  }

  boolean atEnd() {
    skipBlanks();
    return position >= text.length();
  }

  /** Takes {@code symbol} if it stands here. */
  boolean take(String symbol) {
    skipBlanks();
    if (text.startsWith(symbol, position)) {
      position += symbol.length();
      return true;
    }
    return false;
  }

  /** Takes {@code word} if it stands here and ends here. */
  boolean takeWord(String word) {
    skipBlanks();
    int end = position + word.length();
    boolean ends = end >= text.length() || !isWordPart(text.charAt(end));
    if (ends && text.regionMatches(true, position, word, 0, word.length())) {
      position = end;
      return true;
    }
    return false;
  }

  /** The letters, digits, {@code _} and {@code -} that stand here; may be empty. */
  String word() {
    skipBlanks();
    int start = position;
    while (position < text.length() && isWordPart(text.charAt(position))) {
      position++;
    }
    return text.substring(start, position);
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-';
  }

  char peek() {
    skipBlanks();
    return position < text.length() ? text.charAt(position) : 0;
  }

  /** The very next character, blanks included; 0 at the end. */
  char peekHere() {
    return position < text.length() ? text.charAt(position) : 0;
  }

  char peekAfter() {
    return position + 1 < text.length() ? text.charAt(position + 1) : 0;
  }

  char next() throws ExpressionSyntaxException {
    if (position >= text.length()) {
      throw error("unexpected end");
    }
    return text.charAt(position++);
  }

  /** Everything up to {@code end}, which is taken too; a backslash before it takes its meaning. */
  String until(char end) throws ExpressionSyntaxException {
    StringBuilder out = new StringBuilder();
    for (char c = next(); c != end; c = next()) {
      if (c == '\\' && position < text.length() && text.charAt(position) == end) {
        c = next();
      }
      out.append(c);
    }
    return out.toString();
  }

  /** The inside of {@code %{…}} whose opening was taken; look-ups may nest. */
  String lookup() throws ExpressionSyntaxException {
    int start = position;
    int depth = 1;
    while (true) {
      char c = next();
      if (c == '%' && position < text.length() && text.charAt(position) == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return text.substring(start, position - 1);
      }
    }
  }

  ExpressionSyntaxException error(String what) {
    return new ExpressionSyntaxException(
        what + " at character " + (position + 1) + " of '" + text + "'");
  }
}
