package org.proxypass.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects what is wrong or odd during one load, so that one mistake does not hide the next. Not
 * thread-safe; one per load.
 */
final class Problems {
  private final List<ConfigProblem> errors = new ArrayList<>();
  private final List<ConfigProblem> warnings = new ArrayList<>();
  private final Map<String, Integer> sourceRanks = new HashMap<>();

  /** Notes that {@code source} is read next: problems are shown in this order of sources. */
  void sourceOpened(String source) {
    sourceRanks.putIfAbsent(source, sourceRanks.size());
  }

  /** Adds something that makes the configuration unusable. */
  void error(Origin origin, String directive, String message) {
    errors.add(new ConfigProblem(origin, directive, message));
  }

  /** Adds something that works but was hardly meant. */
  void warning(Origin origin, String directive, String message) {
    warnings.add(new ConfigProblem(origin, directive, message));
  }

  /** All warnings, in the order of the configuration. */
  List<ConfigProblem> warnings() {
    return sorted(warnings);
  }

  /**
   * Throws all errors together, if there is one.
   *
   * @param files what was read
   */
  void throwIfAny(SourceFiles files) throws ConfigException {
    if (!errors.isEmpty()) {
      throw new ConfigException(sorted(errors), files);
    }
  }

  private List<ConfigProblem> sorted(List<ConfigProblem> problems) {
    return problems.stream()
        .sorted(
            Comparator.comparingInt((ConfigProblem problem) -> rank(problem.origin()))
                .thenComparingInt(problem -> lineNumber(problem.origin())))
        .toList();
  }

  private int rank(Origin origin) {
    return sourceRanks.getOrDefault(origin.source(), Integer.MAX_VALUE);
  }

  private static int lineNumber(Origin origin) {
    String position = origin.position();
    boolean number = !position.isEmpty() && position.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? Integer.parseInt(position) : 0;
  }
}
