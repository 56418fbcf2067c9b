package org.proxypass.differential;

import static org.proxypass.differential.Expectation.clientField;
import static org.proxypass.differential.Expectation.noClientField;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Row.row;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Dates come out in one form where they can be read, and as they were where not. */
class ResponseDateTest {
  private static final String OK = "HTTP/1.1 200 OK";
  private static final String FIXDATE = "Sun, 06 Nov 1994 08:49:37 GMT";

  @TestFactory
  Stream<DynamicNode> forms() {
    List<Row> rows = new ArrayList<>();
    for (String name : List.of("Date", "Expires", "Last-Modified")) {
      rows.add(date(name, "RFC 850 form", "Sunday, 06-Nov-94 08:49:37 GMT", FIXDATE));
      rows.add(date(name, "asctime form", "Sun Nov  6 08:49:37 1994", FIXDATE));
    }
    rows.add(date("Expires", "the form it should have", FIXDATE, FIXDATE));
    rows.add(date("Expires", "a wrong day of the week", "Mon, 06 Nov 1994 08:49:37 GMT", FIXDATE));
    rows.add(date("Expires", "a day of one digit", "Sun, 6 Nov 1994 08:49:37 GMT", FIXDATE));
    rows.add(
        date(
            "Expires",
            "a year of two digits in this century",
            "Friday, 31-Dec-27 23:59:59 GMT",
            "Fri, 31 Dec 2027 23:59:59 GMT"));
    rows.add(date("Expires", "a zero", "0", "0"));
    rows.add(date("Expires", "a minus one", "-1", "-1"));
    rows.add(date("Expires", "a word", "never", "never"));
    rows.add(date("Expires", "an ISO date", "1994-11-06T08:49:37Z", "1994-11-06T08:49:37Z"));
    rows.add(
        date(
            "Expires",
            "a day that no month has",
            "Sun, 31 Feb 1994 08:49:37 GMT",
            "Sun, 31 Feb 1994 08:49:37 GMT"));
    rows.add(
        row(
                "another field keeps its form",
                get("/d"),
                clientField("X-Date", "Sun Nov  6 08:49:37 1994"))
            .answered("", OK, "X-Date: Sun Nov  6 08:49:37 1994", "Content-Length: 0"));
    return Differential.run("ProxyPass /d http://{backend}/d\n", rows);
  }

  private static Row date(String name, String what, String from, String to) {
    return row(name + ": " + what, get("/d"), clientField(name, to))
        .answered("", OK, name + ": " + from, "Content-Length: 0");
  }

  @TestFactory
  Stream<DynamicNode> warnings() {
    String ours = "112 - \"disconnected\" \"" + FIXDATE + "\"";
    String foreign = "112 - \"disconnected\" \"Sat, 05 Nov 1994 08:49:37 GMT\"";
    return Differential.run(
        "ProxyPass /d http://{backend}/d\n",
        List.of(
            row("a warning of the response's date stays", get("/d"), clientField("Warning", ours))
                .answered("", OK, "Date: " + FIXDATE, "Warning: " + ours, "Content-Length: 0"),
            row("a warning of another date goes", get("/d"), noClientField("Warning"))
                .answered("", OK, "Date: " + FIXDATE, "Warning: " + foreign, "Content-Length: 0"),
            row("a warning without date stays", get("/d"), clientField("Warning", "199 - \"x\""))
                .answered(
                    "", OK, "Date: " + FIXDATE, "Warning: 199 - \"x\"", "Content-Length: 0")));
  }
}
