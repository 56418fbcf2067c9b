package org.proxypass.differential;

import static org.proxypass.differential.Expectation.backendField;
import static org.proxypass.differential.Expectation.clientField;
import static org.proxypass.differential.Expectation.noBackendField;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Expectation.status;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Request.request;
import static org.proxypass.differential.Row.row;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Max-Forwards is counted down on every method, and ends a request at zero. */
class MaxForwardsTest {
  private static final String MAPPING = "ProxyPass /m http://{backend}/m\n";

  @TestFactory
  Stream<DynamicNode> counting() {
    List<Row> rows = new ArrayList<>();
    for (String method : List.of("GET", "POST", "OPTIONS", "PROPFIND")) {
      rows.add(
          row(
              method + " is counted down",
              request(method, "/m").with("Max-Forwards", "5"),
              status(200),
              backendField("Max-Forwards", "4")));
    }
    rows.add(
        row(
            "the last hop gets a zero",
            get("/m").with("Max-Forwards", "1"),
            backendField("Max-Forwards", "0")));
    rows.add(
        row(
            "leading zeros are no matter",
            get("/m").with("Max-Forwards", "007"),
            backendField("Max-Forwards", "6")));
    rows.add(row("none is added", get("/m"), noBackendField("Max-Forwards")));
    for (String method : List.of("GET", "POST", "PROPFIND", "HEAD")) {
      rows.add(
          row(
              method + " at zero is refused",
              request(method, "/m").with("Max-Forwards", "0"),
              refused(400)));
    }
    for (String value : List.of("abc", "-1", "1x", "1, 2", "1.5", "99999999999999999999")) {
      rows.add(
          row(
              "Max-Forwards: " + value + " is refused",
              get("/m").with("Max-Forwards", value),
              refused(400)));
    }
    rows.add(
        row(
            "two lines are refused",
            get("/m").with("Max-Forwards", "3").with("Max-Forwards", "4"),
            refused(400)));
    rows.add(
        row("a plus sign", get("/m").with("Max-Forwards", "+3"), backendField("Max-Forwards", "2"))
            .differs("Max-Forwards holds digits only (RFC 9110 §7.6.2)", refused(400)));
    rows.add(
        row(
            "OPTIONS at zero is answered here",
            request("OPTIONS", "/m").with("Max-Forwards", "0"),
            refused(200),
            clientField("Content-Length", "0")));
    rows.add(
        row(
            "a local path does not care",
            get("/nothing").with("Max-Forwards", "abc"),
            refused(404)));
    return Differential.run(MAPPING, rows);
  }

  @TestFactory
  Stream<DynamicNode> configured() {
    return Differential.run(
        MAPPING + "ProxyMaxForwards 7\n",
        List.of(
            row("the configured number is added", get("/m"), backendField("Max-Forwards", "7")),
            row(
                "the client's own number goes first",
                get("/m").with("Max-Forwards", "3"),
                backendField("Max-Forwards", "2"))));
  }

  @TestFactory
  Stream<DynamicNode> zero() {
    return Differential.run(
        MAPPING + "ProxyMaxForwards 0\n",
        List.of(row("zero is added as it is", get("/m"), backendField("Max-Forwards", "0"))));
  }
}
