package org.proxypass.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.proxypass.http.FieldSyntax;
import org.proxypass.http.Fields;

/**
 * A fuzzer's bytes as text in two parts, which a line {@code --} separates. The first part is
 * written by an administrator and read as UTF-8, the second comes over the wire, a char a byte.
 */
record FuzzInput(String configured, String received) {
  /** Longer inputs find nothing that shorter ones do not, only more slowly. */
  private static final int LONGEST = 4096;

  private static final String SEPARATOR = "\n--\n";
  private static final Pattern REPEATED_GROUP = Pattern.compile("\\)[*+?{]");
  private static final Pattern REPETITION = Pattern.compile("[*+?]|(?<!%)\\{");
  private static final Pattern REFERENCE = Pattern.compile("\\$|%\\{|\\bedit", 2);

  static FuzzInput of(byte[] bytes) {
    String wire = new String(bytes, StandardCharsets.ISO_8859_1);
    int separator = wire.indexOf(SEPARATOR);
    int end = separator < 0 ? wire.length() : separator;
    return new FuzzInput(
        new String(bytes, 0, end, StandardCharsets.UTF_8),
        separator < 0 ? "" : wire.substring(separator + SEPARATOR.length()));
  }

  /** Whether the input is too long to be worth its time. */
  static boolean isTooLong(byte[] bytes) {
    return bytes.length > LONGEST;
  }

  /** Whether {@code configuration} may name other files: those of this machine are no test data. */
  static boolean mayInclude(String configuration) {
    String joined = configuration.replaceAll("[\\\\\r\n]", "").toLowerCase(java.util.Locale.ROOT);
    return joined.contains("include") || configuration.contains("\\u");
  }

  /**
   * Whether the configured part may take more than polynomial time or space: an administrator is
   * free to write such a regular expression, as in httpd.
   */
  boolean mayExplode() {
    String joined = configured.replace("edit*", "edit");
    return received.length() > 300
        || REPEATED_GROUP.matcher(joined).find()
        || REPETITION.matcher(joined).results().limit(4).count() > 3
        || REFERENCE.matcher(joined).results().limit(9).count() > 8;
  }

  /** The lines of the received part that a container would let through as fields. */
  Fields fields() {
    Fields fields = new Fields();
    for (String line : received.split("\r?\n", -1)) {
      int colon = line.indexOf(':');
      String name = colon < 0 ? "" : line.substring(0, colon);
      String value = line.substring(colon + 1).strip();
      if (FieldSyntax.isToken(name) && FieldSyntax.isValidValue(value)) {
        fields.add(name, value);
      }
    }
    return fields;
  }
}
