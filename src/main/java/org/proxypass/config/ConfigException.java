package org.proxypass.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used, with everything that is wrong with it. */
public final class ConfigException extends Exception {
  private final List<ConfigProblem> problems;
  private final transient SourceFiles files;

  /**
   * Wraps at least one problem.
   *
   * @param files what was read
   */
  public ConfigException(List<ConfigProblem> problems, SourceFiles files) {
    super(problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
    this.files = files;
  }

  /** All problems, in the order of the configuration. */
  public List<ConfigProblem> problems() {
    return problems;
  }

  /** The files it was read from; a change of one of them may set things right. */
  public SourceFiles files() {
    return files;
  }
}
