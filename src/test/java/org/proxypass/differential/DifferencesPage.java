package org.proxypass.differential;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.proxypass.differential.Row.Difference;

/** Writes docs/differences.md from the rows that differ. */
final class DifferencesPage {
  private static final String INTRODUCTION =
      """
      # Differences from httpd

      <!-- Generated from the rows of org.proxypass.differential. To change it, change them (or the
           text in DifferencesPage) and run mvn test -Dtest=DifferencesPageTest -Dproxypass.update=true -->

      proxypass is tested against a real Apache httpd 2.4: both get the same configuration and the same
      bytes, and what reaches the backend and the client is compared. Where the two part, it is on
      purpose, for one of three reasons:

      - httpd does something **unsafe**, and proxypass does not;
      - httpd does something that is **of no use to anybody**, such as a 500 for a backend's fault;
      - the **servlet container** decides before a web application is asked.

      Every table below is made of tests, so it is complete as far as the tests go, and true.

      """;

  private static final String CONFIGURATION =
      """
      ## Configuration

      - A directive of httpd that proxypass does not know is an error with its place, never ignored. What
        is refused for now is listed in the
        [directive reference](reference.md#known-to-httpd-not-supported-yet).
      - All errors of a configuration are reported at once; httpd stops at the first.
      - `${NAME}` that is defined nowhere is an error; httpd leaves it as text.
      - `LoadModule` is accepted and ignored; `<IfModule>` knows what is built in and warns when it skips.
      - Without `Listen` the ports of the `<VirtualHost>`s are used, or 8080; httpd does not start.
      - `ProxyRequests On` is refused: a forward proxy is open to everybody.
      - `GracefulShutdownTimeout` is 30 seconds by default; httpd waits without limit.
      - The worker parameter `max` counts the connections of the whole process; httpd counts those of
        each child process.
      - A `#` comment behind the arguments of `Require` is accepted.
      - Everything is one process: there are no children, no `User`, no `PidFile`.

      ## Decided by the servlet container

      - Responses carry no reason phrase (`HTTP/1.1 200` and nothing behind it).
      - A request the container cannot read at all gets the container's own short page.
      - Tomcat 10.1 hands the names of request fields on in lower case.

      How to set up a Tomcat so that nothing more differs is told in [tomcat.md](tomcat.md#the-connector).

      """;

  private DifferencesPage() {}

  /**
   * The whole page in Markdown.
   *
   * @param rows all rows by the simple name of their test class, in the order of the page
   */
  static String markdown(Map<String, ? extends Collection<Row>> rows) {
    Map<Concern, Map<String, List<Row>>> chapters = new EnumMap<>(Concern.class);
    rows.forEach(
        (testClass, all) ->
            all.forEach(
                row -> {
                  Difference difference = row.difference();
                  if (difference != null) {
                    chapters
                        .computeIfAbsent(Concern.of(testClass), concern -> new LinkedHashMap<>())
                        .computeIfAbsent(difference.reason(), reason -> new ArrayList<>())
                        .add(row);
                  }
                }));
    StringBuilder page = new StringBuilder(INTRODUCTION);
    chapters.forEach((concern, reasons) -> append(page, concern, reasons));
    return page.append(CONFIGURATION.stripTrailing()).append('\n').toString();
  }

  private static void append(
      StringBuilder page, Concern concern, Map<String, List<Row>> rowsByReason) {
    page.append("## ").append(concern.title()).append("\n\n");
    rowsByReason.forEach(
        (reason, rows) -> {
          page.append("**").append(sentence(reason)).append("**\n\n");
          page.append("| case | httpd | proxypass |\n|---|---|---|\n");
          rows.forEach(row -> append(page, row));
          page.append('\n');
        });
  }

  private static void append(StringBuilder page, Row row) {
    Difference difference = row.difference();
    if (difference == null) {
      return;
    }
    page.append("| ").append(escaped(row.name()));
    page.append(" | ").append(texts(row.expected()));
    page.append(" | ").append(texts(difference.expected())).append(" |\n");
  }

  private static String texts(List<Expectation> expectations) {
    return expectations.stream()
        .map(Expectation::text)
        .filter(text -> !text.isEmpty())
        .distinct()
        .collect(joining(", "));
  }

  /** The reason with a capital and a full stop; the name of a program keeps its small letter. */
  private static String sentence(String reason) {
    boolean name = reason.startsWith("httpd") || reason.startsWith("proxypass");
    String begin = reason.substring(0, 1);
    return (name ? begin : begin.toUpperCase(java.util.Locale.ROOT))
        + escaped(reason.substring(1))
        + (reason.endsWith(".") ? "" : ".");
  }

  /** Text as it is, whatever Markdown thinks of its characters. */
  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("|", "\\|")
        .replace("*", "\\*")
        .replace("_", "\\_")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
