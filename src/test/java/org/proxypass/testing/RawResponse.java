package org.proxypass.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One final response exactly as the client got it.
 *
 * @param version {@code HTTP/1.1} or {@code HTTP/1.0}
 * @param status the final status code
 * @param reason the reason phrase, empty when none was sent
 * @param fields the field lines in order
 * @param body the body without its framing
 * @param trailers the trailer fields of a chunked body; empty otherwise
 * @param framing how the body said where it ends
 * @param ending whether it ended there
 * @param interim the 1xx status codes that came before, in order
 */
public record RawResponse(
    String version,
    int status,
    String reason,
    List<RawField> fields,
    byte[] body,
    List<RawField> trailers,
    Framing framing,
    Ending ending,
    List<Integer> interim) {

  /** RFC 9112 §6.3: what delimits the body. */
  public enum Framing {
    /** No body by status or method. */
    NONE,
    /** Content-Length. */
    LENGTH,
    /** Chunked. */
    CHUNKED,
    /** The end of the connection. */
    UNTIL_CLOSE
  }

  /** How the body ended. */
  public enum Ending {
    /** All of it came. */
    COMPLETE,
    /** The connection was closed before the announced end. */
    TRUNCATED,
    /** The connection was reset before the announced end. */
    RESET
  }

  /** The values of all lines called {@code name}, in order. */
  public List<String> values(String name) {
    return RawField.values(fields, name);
  }

  /** The body as ISO-8859-1. */
  public String text() {
    return new String(body, StandardCharsets.ISO_8859_1);
  }
}
