package org.proxypass.logging;

import java.util.ArrayList;
import java.util.List;

/** Reads a log format (mod_log_config's parse_log_string). One per format. */
final class LogFormatParser {
  private final String source;
  private final List<LogItem> items = new ArrayList<>();
  private final StringBuilder literal = new StringBuilder();
  private int position;
  private boolean countsRequests;

  LogFormatParser(String source) {
    this.source = source;
  }

  List<LogItem> parse() throws LogFormatException {
    while (position < source.length()) {
      char c = source.charAt(position++);
      if (c == '%') {
        directive();
      } else if (c == '\\' && position < source.length()) {
        escape(source.charAt(position++));
      } else {
        literal.append(c);
      }
    }
    flush();
    return items;
  }

  /** Whether {@code %k} was read. */
  boolean countsRequests() {
    return countsRequests;
  }

  private void escape(char c) {
    switch (c) {
      case '\\' -> literal.append('\\');
      case 'n' -> literal.append('\n');
      case 't' -> literal.append('\t');
      default -> literal.append('\\').append(c);
    }
  }

  private void flush() {
    if (literal.length() > 0) {
      String text = literal.toString();
      items.add((exchange, line) -> line.append(text));
      literal.setLength(0);
    }
  }

  /** What stands behind a percent sign: modifiers, an argument, and the letter. */
  private void directive() throws LogFormatException {
    int start = position;
    boolean negated = false;
    String argument = "";
    List<Integer> statuses = new ArrayList<>();
    while (true) {
      char c = next(start);
      if (c == '!') {
        negated = true;
      } else if (c >= '0' && c <= '9') {
        position--;
        statuses.add(status());
      } else if (c == '{') {
        argument = argument(start);
      } else if (c == '^') {
        throw new LogFormatException("'" + source.substring(start - 1) + "': ^ is not supported");
      } else if (c != ',' && c != '<' && c != '>') {
        add(c, argument, statuses, negated);
        return;
      }
    }
  }

  private void add(char letter, String argument, List<Integer> statuses, boolean negated)
      throws LogFormatException {
    if (letter == '%') {
      literal.append('%');
      return;
    }
    flush();
    countsRequests |= letter == 'k';
    LogItem item = LogItems.of(letter, argument);
    int[] named = statuses.stream().mapToInt(Integer::intValue).toArray();
    items.add(named.length == 0 ? item : new StatusItem(item, named, negated));
  }

  private int status() {
    int status = 0;
    while (position < source.length() && Character.digit(source.charAt(position), 10) >= 0) {
      status = Math.min(status * 10 + Character.digit(source.charAt(position++), 10), 1000);
    }
    return status;
  }

  private String argument(int start) throws LogFormatException {
    int end = source.indexOf('}', position);
    if (end < 0) {
      throw new LogFormatException("'%" + source.substring(start) + "' lacks its }");
    }
    String argument = source.substring(position, end);
    position = end + 1;
    return argument;
  }

  private char next(int start) throws LogFormatException {
    if (position >= source.length()) {
      throw new LogFormatException("'%" + source.substring(start) + "' lacks its letter");
    }
    return source.charAt(position++);
  }
}
