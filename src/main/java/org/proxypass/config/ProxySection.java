package org.proxypass.config;

import java.util.Optional;
import org.proxypass.expression.Regex;

/**
 * One {@code <Proxy url>} or {@code <ProxyMatch regex>}.
 *
 * @param pattern a string prefix of the backend URL, or a shell pattern when it holds {@code * ?
 *     [}; the source of {@code regex} when there is one
 * @param regex what is searched for in the URL instead, or empty
 * @param settings what the section sets
 */
public record ProxySection(String pattern, Optional<Regex> regex, Settings settings) {

  /** A section without a regular expression. */
  public ProxySection(String pattern, Settings settings) {
    this(pattern, Optional.empty(), settings);
  }
}
