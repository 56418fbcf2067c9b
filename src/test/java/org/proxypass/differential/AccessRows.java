package org.proxypass.differential;

import static org.proxypass.differential.Expectation.forwardedAs;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Row.row;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;

/** Claims about who passes, each with a {@code <Location>} of its own in one configuration. */
final class AccessRows {
  private final StringBuilder configuration = new StringBuilder();
  private final List<Row> rows = new ArrayList<>();

  /** Claims behind {@code common}. */
  AccessRows(String common) {
    configuration.append("ProxyPass / http://{backend}/\n");
    configuration.append(common).append('\n');
  }

  /** A GET from 127.0.0.1 passes under {@code directives}. */
  AccessRows granted(String name, String directives) {
    return granted(name, directives, UnaryOperator.identity());
  }

  /** The request that {@code change} makes of a GET passes under {@code directives}. */
  AccessRows granted(String name, String directives, UnaryOperator<Request> change) {
    String path = place(directives);
    rows.add(row("granted: " + name, change.apply(Request.get(path)), forwardedAs(path)));
    return this;
  }

  /** A GET from 127.0.0.1 is refused under {@code directives}. */
  AccessRows denied(String name, String directives) {
    return denied(name, directives, UnaryOperator.identity());
  }

  /** The request that {@code change} makes of a GET is refused under {@code directives}. */
  AccessRows denied(String name, String directives, UnaryOperator<Request> change) {
    String path = place(directives);
    rows.add(row("denied: " + name, change.apply(Request.get(path)), refused(403)));
    return this;
  }

  /** Sends the request with these field lines. */
  static UnaryOperator<Request> fields(String... lines) {
    return request -> {
      Request changed = request;
      for (String line : lines) {
        int colon = line.indexOf(':');
        changed = changed.with(line.substring(0, colon), line.substring(colon + 1).strip());
      }
      return changed;
    };
  }

  /** Sends the request with another method. */
  static UnaryOperator<Request> method(String method) {
    return request -> Request.raw(method + request.text().substring(request.text().indexOf(' ')));
  }

  private String place(String directives) {
    String path = "/r" + rows.size();
    configuration.append("<Location ").append(path).append(">\n").append(directives);
    configuration.append("\n</Location>\n");
    return path;
  }

  /** The tests of all rows. */
  Stream<DynamicNode> run() {
    return Differential.run(configuration.toString(), rows);
  }
}
