package org.proxypass.config;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.configuration2.PropertiesConfiguration.PropertiesReader;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a text in properties syntax into entries in their order. Commons Configuration parses the
 * lines; what it does beyond that is left out on purpose: values are not un-escaped (a regular
 * expression keeps its backslashes), not split into lists, and equal keys stay separate entries.
 */
final class PropertiesText {
  private final String source;

  /** Prepares reading; {@code source} names the text in origins. */
  PropertiesText(String source) {
    this.source = source;
  }

  /** The entries of {@code text}. */
  List<PropertyEntry> read(String text) {
    List<PropertyEntry> entries = new ArrayList<>();
    try (VerbatimReader reader = new VerbatimReader(text)) {
      while (reader.nextProperty()) {
        entries.add(
            new PropertyEntry(
                reader.getPropertyName(),
                reader.getPropertyValue(),
                Origin.line(source, reader.firstLine())));
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException("reading from memory", impossible);
    }
    return entries;
  }

  /** Keeps values as they are written and knows where each entry starts. */
  private static final class VerbatimReader extends PropertiesReader {
    private int firstLine;

    VerbatimReader(String text) {
      super(new StringReader(text));
    }

    int firstLine() {
      return firstLine;
    }

    /**
     * Joins continuation lines like java.util.Properties: an odd number of backslashes at the end
     * continues, comments and blank lines count only between entries.
     */
    @Override
    public @Nullable String readProperty() throws IOException {
      StringBuilder joined = new StringBuilder();
      boolean started = false;
      for (String line = readLine(); line != null; line = readLine()) {
        String text = line.strip();
        if (!started && (text.isEmpty() || text.startsWith("#") || text.startsWith("!"))) {
          continue;
        }
        if (!started) {
          started = true;
          firstLine = getLineNumber();
        }
        if (!continues(text)) {
          return joined.append(text).toString();
        }
        joined.append(text, 0, text.length() - 1);
      }
      return started ? joined.toString() : null;
    }

    private static boolean continues(String line) {
      int backslashes = 0;
      while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
        backslashes++;
      }
      return backslashes % 2 == 1;
    }

    @Override
    protected String unescapePropertyValue(String value) {
      return value;
    }
  }
}
