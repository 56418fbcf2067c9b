package org.proxypass.config;

/**
 * One thing that is wrong with a configuration.
 *
 * @param origin where
 * @param directive the directive's name as written; empty when it is about a whole file
 * @param message what is wrong, and what is allowed
 */
public record ConfigProblem(Origin origin, String directive, String message) {
  @Override
  public String toString() {
    return directive.isEmpty()
        ? origin + ": " + message
        : origin + ": " + directive + ": " + message;
  }
}
