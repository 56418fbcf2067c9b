package org.proxypass.config;

import java.util.ArrayList;
import java.util.List;

/**
 * A line after continuation lines were joined, without surrounding white space.
 *
 * @param number of the first physical line, from 1
 */
record LogicalLine(String text, int number) {

  /**
   * Cuts {@code text} into lines as httpd does: a backslash directly before the line end joins the
   * next line without a space between, in comments too; blank lines and comments are left out.
   */
  static List<LogicalLine> read(String text) {
    List<LogicalLine> lines = new ArrayList<>();
    StringBuilder joined = new StringBuilder();
    int first = 1;
    int number = 0;
    for (String physical : text.lines().toList()) {
      number++;
      if (physical.endsWith("\\")) {
        joined.append(physical, 0, physical.length() - 1);
        continue;
      }
      add(lines, joined.append(physical), first);
      joined.setLength(0);
      first = number + 1;
    }
    add(lines, joined, first);
    return lines;
  }

  private static void add(List<LogicalLine> lines, StringBuilder joined, int number) {
    String line = joined.toString().strip();
    if (!line.isEmpty() && line.charAt(0) != '#') {
      lines.add(new LogicalLine(line, number));
    }
  }
}
