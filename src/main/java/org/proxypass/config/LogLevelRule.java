package org.proxypass.config;

/**
 * One argument of LogLevel.
 *
 * @param logger the name of the loggers it holds for: this one, and those that begin with it and a
 *     dot
 * @param severity the least severe records that are logged
 */
public record LogLevelRule(String logger, Severity severity) {

  /** How severe a record is. */
  public enum Severity {
    /** Something failed on our side. */
    ERROR,
    /** Something failed on a backend's side, or is odd. */
    WARN,
    /** Something that clients got wrong, or a sign of life. */
    INFO,
    /** Steps. */
    DEBUG,
    /** Everything. */
    TRACE
  }
}
