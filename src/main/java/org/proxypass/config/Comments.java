package org.proxypass.config;

import java.util.List;

/** Comments behind arguments, which the tutorials write and httpd refuses. */
final class Comments {
  private Comments() {}

  /** The words before the first that starts with {@code #}. */
  static List<String> cut(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).startsWith("#")) {
        return words.subList(0, i);
      }
    }
    return words;
  }
}
