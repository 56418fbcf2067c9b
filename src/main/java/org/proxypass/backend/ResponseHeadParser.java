package org.proxypass.backend;

import java.io.EOFException;
import java.io.IOException;
import org.proxypass.http.FieldNames;
import org.proxypass.http.FieldSyntax;
import org.proxypass.http.Fields;

/**
 * Reads the head of a response, strictly (RFC 9112 §2–§5): what other parsers might read in another
 * way is refused, never repaired.
 */
final class ResponseHeadParser {
  /** The most field lines of one head. */
  static final int MAXIMUM_FIELDS = 200;

  private static final int STATUS_END = 12;

  private final InputBuffer input;
  private final int maximumLine;

  ResponseHeadParser(InputBuffer input, int maximumLine) {
    this.input = input;
    this.maximumLine = maximumLine;
  }

  /**
   * Reads one head.
   *
   * @throws MalformedResponseException when it is not one
   * @throws EOFException when the backend closed the connection before its end
   */
  ResponseHead parse() throws IOException {
    nextLine("the backend closed the connection without an answer");
    if (input.lineStart() == input.lineEnd()) {
      // RFC 9112 §2.2 for servers; httpd is as patient with one line of a backend.
      nextLine("the backend closed the connection without an answer");
    }
    int start = input.lineStart();
    checkStatusLine(start, input.lineEnd());
    int minorVersion = digit(start + 7);
    int status = digit(start + 9) * 100 + digit(start + 10) * 10 + digit(start + 11);
    return new ResponseHead(minorVersion, status, parseFields());
  }

  private void checkStatusLine(int start, int end) throws MalformedResponseException {
    byte[] bytes = input.bytes();
    boolean valid =
        end - start >= STATUS_END
            && bytes[start] == 'H'
            && bytes[start + 1] == 'T'
            && bytes[start + 2] == 'T'
            && bytes[start + 3] == 'P'
            && bytes[start + 4] == '/'
            && bytes[start + 5] == '1'
            && bytes[start + 6] == '.'
            && (bytes[start + 7] == '0' || bytes[start + 7] == '1')
            && bytes[start + 8] == ' '
            && digit(start + 9) >= 1
            && digit(start + 9) <= 5
            && digit(start + 10) >= 0
            && digit(start + 11) >= 0
            && (end - start == STATUS_END || bytes[start + STATUS_END] == ' ')
            && isValue(start + STATUS_END, end);
    if (!valid) {
      throw new MalformedResponseException("corrupt status line");
    }
  }

  private int digit(int index) {
    int value = input.bytes()[index] - '0';
    return value >= 0 && value <= 9 ? value : -1;
  }

  /** Reads field lines up to the empty one; what goes for a head goes for trailers. */
  Fields parseFields() throws IOException {
    Fields fields = new Fields();
    while (true) {
      nextLine("the backend closed the connection within the head");
      int start = input.lineStart();
      int end = input.lineEnd();
      if (start == end) {
        return fields;
      }
      if (fields.size() == MAXIMUM_FIELDS) {
        throw new MalformedResponseException("more than " + MAXIMUM_FIELDS + " field lines");
      }
      int colon = endOfName(start, end);
      String name = FieldNames.text(input.bytes(), start, colon);
      String value = value(colon + 1, end);
      int next = input.peek();
      fields.add(name, next == ' ' || next == '\t' ? unfold(value) : value);
    }
  }

  /** The index of the colon behind the name, which must be a token (RFC 9112 §5.1). */
  private int endOfName(int start, int end) throws MalformedResponseException {
    byte[] bytes = input.bytes();
    int index = start;
    while (index < end && FieldSyntax.isTokenCharacter(bytes[index] & 0xff)) {
      index++;
    }
    if (index == start || index == end || bytes[index] != ':') {
      throw new MalformedResponseException("invalid field name");
    }
    return index;
  }

  private String value(int from, int to) throws MalformedResponseException {
    if (!isValue(from, to)) {
      throw new MalformedResponseException("invalid character in a field value");
    }
    byte[] bytes = input.bytes();
    int start = from;
    int end = to;
    while (start < end && isWhitespace(bytes[start])) {
      start++;
    }
    while (end > start && isWhitespace(bytes[end - 1])) {
      end--;
    }
    return input.text(start, end);
  }

  /** Joins folded lines with one space each (RFC 9112 §5.2). */
  private String unfold(String first) throws IOException {
    StringBuilder joined = new StringBuilder(first);
    int next;
    do {
      nextLine("the backend closed the connection within the head");
      String part = value(input.lineStart(), input.lineEnd());
      if (joined.length() + part.length() >= maximumLine) {
        throw new MalformedResponseException("a folded field is longer than " + maximumLine);
      }
      joined.append(' ').append(part);
      next = input.peek();
    } while (next == ' ' || next == '\t');
    return joined.toString().strip();
  }

  private boolean isValue(int from, int to) {
    byte[] bytes = input.bytes();
    for (int i = from; i < to; i++) {
      if (!FieldSyntax.isValueCharacter(bytes[i] & 0xff)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWhitespace(byte b) {
    return b == ' ' || b == '\t';
  }

  private void nextLine(String atEnd) throws IOException {
    if (!input.nextLine(maximumLine)) {
      throw new EOFException(atEnd);
    }
  }
}
