package org.proxypass.config;

import org.proxypass.expression.Regex;

/** What a ProxyPass entry or a location section compares the decoded path with. */
public sealed interface PathPattern {

  /** The pattern as it is written in the configuration. */
  String text();

  /**
   * A path prefix. Whether it ends at a segment border is the reader's rule: see modules that match
   * ProxyPass and Location.
   *
   * @param path starts with {@code /}
   */
  record Prefix(String path) implements PathPattern {
    @Override
    public String text() {
      return path;
    }
  }

  /** A shell pattern of a {@code <Location>}: {@code * ? [ ]} never match a slash. */
  record Glob(String pattern) implements PathPattern {
    @Override
    public String text() {
      return pattern;
    }
  }

  /** A regular expression, searched for (not anchored). */
  record Matching(Regex regex) implements PathPattern {
    @Override
    public String text() {
      return regex.source();
    }
  }
}
