package org.proxypass.config;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.proxypass.http.Ascii;

/** Finds what a mistyped name was probably meant to be. */
final class Suggestions {
  private Suggestions() {}

  /** The candidate with the fewest edits from {@code name}, or null when none is near. */
  static @Nullable String closest(String name, Stream<String> candidates) {
    int limit = Math.max(1, name.length() / 3);
    String best = null;
    int bestDistance = limit + 1;
    String wanted = Ascii.lower(name);
    for (String candidate : candidates.toList()) {
      // Every character too many or too few is an edit, whatever the others are.
      if (Math.abs(candidate.length() - wanted.length()) >= bestDistance) {
        continue;
      }
      int distance = distance(wanted, Ascii.lower(candidate));
      if (distance < bestDistance) {
        bestDistance = distance;
        best = candidate;
      }
    }
    return best;
  }

  /** Insertions, deletions and replacements from {@code from} to {@code to} (Levenshtein). */
  private static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    int[] current = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
      }
      int[] swap = previous;
      previous = current;
      current = swap;
    }
    return previous[to.length()];
  }
}
