package org.proxypass.config;

import java.util.List;
import java.util.stream.Stream;

/** What merging does with lists. */
final class Lists {
  private Lists() {}

  /** The elements of {@code outer}, then those of {@code inner}. */
  static <T> List<T> concat(List<T> outer, List<T> inner) {
    return Stream.concat(outer.stream(), inner.stream()).toList();
  }
}
