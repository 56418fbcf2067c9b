package org.proxypass.expression;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code RewriteMap} names: a table of texts, or one of httpd's internal functions. */
public sealed interface TextMap {

  /** The text for {@code key}, or null when there is none. */
  @Nullable String lookup(String key);

  /**
   * A table that was read from a file.
   *
   * @param entries keys compare with case
   */
  record Table(Map<String, String> entries) implements TextMap {
    /** Copies the entries. */
    public Table {
      entries = Map.copyOf(entries);
    }

    @Override
    public @Nullable String lookup(String key) {
      return entries.get(key);
    }
  }

  /**
   * An internal function.
   *
   * @param name {@code tolower}, {@code toupper}, {@code escape} or {@code unescape}
   */
  record Internal(String name) implements TextMap {
    /** Whether there is an internal function called {@code name}. */
    public static boolean exists(String name) {
      return switch (name) {
        case "tolower", "toupper", "escape", "unescape" -> true;
        default -> false;
      };
    }

    @Override
    public @Nullable String lookup(String key) {
      TextFunctions.TextFunction function = TextFunctions.find(name);
      return function == null ? null : function.apply(key);
    }
  }
}
