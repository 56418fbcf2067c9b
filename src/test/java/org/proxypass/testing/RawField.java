package org.proxypass.testing;

import java.io.IOException;
import java.util.List;

/**
 * One field line as it stood on the wire, bytes read as ISO-8859-1.
 *
 * @param name the field name in the sender's spelling
 * @param value the value without the white space around it
 */
public record RawField(String name, String value) {

  /** Splits {@code line} at its first colon; throws when there is none or the name is empty. */
  public static RawField parse(String line) throws IOException {
    int colon = line.indexOf(':');
    if (colon <= 0 || line.charAt(colon - 1) == ' ' || line.charAt(0) == ' ') {
      throw new IOException("not a field line: " + line);
    }
    return new RawField(line.substring(0, colon), line.substring(colon + 1).strip());
  }

  /**
   * The values of every line called {@code name} (any case), in order; empty when there is none.
   */
  public static List<String> values(List<RawField> fields, String name) {
    return fields.stream()
        .filter(field -> field.name.equalsIgnoreCase(name))
        .map(RawField::value)
        .toList();
  }
}
