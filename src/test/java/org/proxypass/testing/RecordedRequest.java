package org.proxypass.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One request as a backend got it.
 *
 * @param backend the name of the backend that got it
 * @param connection the number of the connection it came on, counted from 1
 * @param head request line and field lines exactly as received, up to and including the empty line
 * @param body the body without its framing; as much of it as the backend keeps
 * @param bodyLength the length of the whole body
 * @param bodyChecksum CRC-32 of the whole body
 */
public record RecordedRequest(
    String backend, int connection, byte[] head, byte[] body, long bodyLength, long bodyChecksum) {

  /** The head as ISO-8859-1. */
  public String headText() {
    return new String(head, StandardCharsets.ISO_8859_1);
  }

  /** The request line without its CRLF. */
  public String requestLine() {
    String text = headText();
    return text.substring(0, text.indexOf("\r\n"));
  }

  /** What stands between the first and the last space of the request line. */
  public String target() {
    String line = requestLine();
    return line.substring(line.indexOf(' ') + 1, line.lastIndexOf(' '));
  }

  /** The field lines in order. */
  public List<RawField> fields() {
    List<RawField> fields = new ArrayList<>();
    String[] lines = headText().split("\r\n");
    try {
      for (int i = 1; i < lines.length; i++) {
        fields.add(RawField.parse(lines[i]));
      }
    } catch (IOException e) {
      throw new IllegalStateException(headText(), e);
    }
    return fields;
  }

  /** The values of all lines called {@code name}, in order. */
  public List<String> values(String name) {
    return RawField.values(fields(), name);
  }

  /** The body as ISO-8859-1. */
  public String bodyText() {
    return new String(body, StandardCharsets.ISO_8859_1);
  }
}
