package org.proxypass.config;

import java.util.ArrayList;
import java.util.List;

/**
 * httpd's way to cut a line into words (ap_getword_conf): a word that starts with a single or
 * double quote ends at the same quote, or at the end of the line when that is missing; inside,
 * backslash-quote and double backslash stand for the second character. In other words only a double
 * backslash is special, so that regular expressions need no quoting, and a quote is a character
 * like any other.
 */
final class Words {
  private Words() {}

  /** The words of {@code line}, quoting undone; empty for a blank line. */
  static List<String> split(String line) {
    List<String> words = new ArrayList<>();
    int position = skipSpace(line, 0);
    while (position < line.length()) {
      StringBuilder word = new StringBuilder();
      position = skipSpace(line, readWord(line, position, word));
      words.add(word.toString());
    }
    return words;
  }

  /** What stands behind the word at {@code index} of {@code line}, as it is written. */
  static String behind(String line, int index) {
    int position = skipSpace(line, 0);
    for (int i = 0; i <= index && position < line.length(); i++) {
      position = skipSpace(line, readWord(line, position, new StringBuilder()));
    }
    return line.substring(position);
  }

  /**
   * {@code line} with every variable in it replaced, word by word: a value with spaces stays one
   * word, as in httpd.
   */
  static String expand(String line, VariableExpander variables) throws InvalidDirectiveException {
    if (!line.contains("${")) {
      return line;
    }
    StringBuilder expanded = new StringBuilder();
    int position = skipSpace(line, 0);
    while (position < line.length()) {
      StringBuilder word = new StringBuilder();
      int end = readWord(line, position, word);
      if (!expanded.isEmpty()) {
        expanded.append(' ');
      }
      String text = word.toString();
      expanded.append(
          text.contains("${") ? quote(variables.expand(text)) : line.substring(position, end));
      position = skipSpace(line, end);
    }
    return expanded.toString();
  }

  /** {@code word} in double quotes, so that {@link #split} gives it back. */
  static String quote(String word) {
    return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** Whether {@code c} separates words (C's isspace). */
  static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  static int skipSpace(String line, int from) {
    int position = from;
    while (position < line.length() && isSpace(line.charAt(position))) {
      position++;
    }
    return position;
  }

  private static int readWord(String line, int start, StringBuilder word) {
    char first = line.charAt(start);
    return first == '"' || first == '\''
        ? readQuoted(line, start + 1, first, word)
        : readPlain(line, start, word);
  }

  private static int readQuoted(String line, int start, char quote, StringBuilder word) {
    int position = start;
    while (position < line.length() && line.charAt(position) != quote) {
      if (escapes(line, position, '\\') || escapes(line, position, quote)) {
        position++;
      }
      word.append(line.charAt(position++));
    }
    return Math.min(position + 1, line.length());
  }

  private static int readPlain(String line, int start, StringBuilder word) {
    int position = start;
    while (position < line.length() && !isSpace(line.charAt(position))) {
      if (escapes(line, position, '\\')) {
        position++;
      }
      word.append(line.charAt(position++));
    }
    return position;
  }

  private static boolean escapes(String line, int position, char escaped) {
    return line.charAt(position) == '\\'
        && position + 1 < line.length()
        && line.charAt(position + 1) == escaped;
  }
}
