package org.proxypass.access;

import java.util.ArrayList;
import java.util.List;
import org.proxypass.expression.Template;

/** The words of a string that may hold expressions. */
final class WordList {
  private WordList() {}

  /** The words of {@code template} for {@code subject}, cut at spaces. */
  static List<String> of(Template template, AccessSubject subject) {
    String text = template.expand(subject.expressions());
    List<String> words = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int space = text.indexOf(' ', start);
      int end = space < 0 ? text.length() : space;
      if (end > start) {
        words.add(text.substring(start, end));
      }
      start = end + 1;
    }
    return words;
  }
}
