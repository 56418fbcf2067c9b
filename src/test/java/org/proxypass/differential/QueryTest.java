package org.proxypass.differential;

import static org.proxypass.differential.Expectation.forwardedAs;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Row.row;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** The query is opaque: whatever it holds reaches the backend as it is. */
class QueryTest {
  private static final List<String> QUERIES =
      List.of(
          "?a=1",
          "?",
          "??",
          "?a",
          "?a=",
          "?=b",
          "?&&",
          "?a=1&a=2&b=3&a=0",
          "?b=2&a=1",
          "?a=b+c%20d",
          "?a=%2F%2f",
          "?a=%zz",
          "?a=%",
          "?a=100%25",
          "?a=%41%7e",
          "?a=%0d%0a",
          "?a=%00",
          "?a=/../x",
          "?a=//x/./y",
          "?a=b?c=d",
          "?a=b;c=d",
          "?url=http://x.test/?y=z&w",
          "?a=%C3%A9&b=%c3%a9",
          "?a[0]=1&a[]=2",
          "?a='(*)!~$,:@",
          "?a={b}|c^d`e");

  @TestFactory
  Stream<DynamicNode> opaque() {
    List<Row> rows = new ArrayList<>();
    for (String query : QUERIES) {
      rows.add(row(query + " is forwarded", get("/q/x" + query), forwardedAs("/base/x" + query)));
      rows.add(
          row(query + " behind the bare prefix", get("/q" + query), forwardedAs("/base" + query)));
      rows.add(
          row(query + " behind a pattern", get("/m/x" + query), forwardedAs("/match/x" + query)));
    }
    rows.add(row("a raw space in the query", get("/q/x?a b"), refused(400)));
    rows.add(row("a raw control character in the query", get("/q/x?a\u0001b"), refused(400)));
    rows.add(row("a raw quote in the query", get("/q/x?a=\"b\""), forwardedAs("/base/x?a=\"b\"")));
    rows.add(row("raw angle brackets in the query", get("/q/x?<b>"), forwardedAs("/base/x?<b>")));
    rows.add(row("a raw backslash in the query", get("/q/x?a\\b"), forwardedAs("/base/x?a\\b")));
    rows.add(
        row(
                "raw UTF-8 in the query",
                get("/q/x?a=\u00c3\u00a9"),
                forwardedAs("/base/x?a=\u00c3\u00a9"))
            .differs(
                "raw bytes beyond ASCII in a target are refused by the servlet container; httpd takes them,"
                    + " though RFC 3986 §2 wants them escaped",
                refused(400)));
    rows.add(row("a fragment behind the query", get("/q/x?a#b"), refused(400)));
    rows.add(
        row("an encoded question mark is path", get("/q/x%3Fa=b"), forwardedAs("/base/x%3Fa=b")));
    return Differential.run(
        """
        ProxyPass /q http://{backend}/base
        ProxyPassMatch ^/m/(.*)$ http://{backend}/match/$1
        """,
        rows);
  }
}
