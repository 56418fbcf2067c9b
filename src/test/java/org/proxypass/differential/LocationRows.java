package org.proxypass.differential;

import static org.proxypass.differential.Row.row;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;

/** Rows that each have a {@code <Location>} of their own in one configuration. */
final class LocationRows {
  private final StringBuilder configuration = new StringBuilder();
  private final List<Row> rows = new ArrayList<>();

  /** Rows in Locations behind {@code common}, which stands outside of them. */
  LocationRows(String common) {
    configuration.append(common).append('\n');
  }

  /**
   * What is exchanged beside the obvious: field lines, joined by CRLF.
   *
   * @param request lines of the request
   * @param answer lines behind the status line of the backend's answer
   */
  record Traffic(List<String> request, List<String> answer) {

    /** Nothing but the obvious. */
    static Traffic plain() {
      return new Traffic(List.of(), List.of());
    }

    /** A request with these field lines. */
    static Traffic sent(String... lines) {
      return new Traffic(List.of(lines), List.of());
    }

    /** An answer of the backend with these field lines. */
    static Traffic got(String... lines) {
      return new Traffic(List.of(), List.of(lines));
    }

    /** This request, and an answer with these field lines. */
    Traffic andGot(String... lines) {
      return new Traffic(request, List.of(lines));
    }
  }

  /** Adds the claim {@code name} about {@code directives} in a Location. */
  LocationRows claim(String name, String directives, Traffic traffic, Expectation... expected) {
    add(name, directives, traffic, expected);
    return this;
  }

  /** As {@link #claim}, but proxypass does something else on purpose. */
  LocationRows differs(
      String name,
      String directives,
      Traffic traffic,
      Expectation ofHttpd,
      String reason,
      Expectation... ofProxypass) {
    int index = add(name, directives, traffic, ofHttpd);
    rows.set(index, rows.get(index).differs(reason, ofProxypass));
    return this;
  }

  private int add(String name, String directives, Traffic traffic, Expectation... expected) {
    String path = "/r" + rows.size();
    configuration.append("<Location ").append(path).append(">\n").append(directives);
    configuration.append("\n</Location>\n");
    Request request = Request.get(path);
    for (String line : traffic.request()) {
      int colon = line.indexOf(':');
      request = request.with(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    List<String> head = new ArrayList<>(List.of("HTTP/1.1 200 OK", "Content-Length: 2"));
    head.addAll(traffic.answer());
    rows.add(row(name, request, expected).answered("ok", head.toArray(String[]::new)));
    return rows.size() - 1;
  }

  /** The tests of all rows. */
  Stream<DynamicNode> run() {
    return Differential.run(configuration.toString(), rows);
  }
}
