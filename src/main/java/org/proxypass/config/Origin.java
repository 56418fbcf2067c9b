package org.proxypass.config;

/**
 * The place a directive came from.
 *
 * @param source file name, or {@code web.xml}
 * @param position line number, or parameter name
 */
public record Origin(String source, String position) {
  /** A line of a file. */
  public static Origin line(String file, int line) {
    return new Origin(file, Integer.toString(line));
  }

  @Override
  public String toString() {
    return position.isEmpty() ? source : source + ":" + position;
  }
}
