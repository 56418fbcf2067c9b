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

/** What becomes of each encoded character on its way, canonical and {@code nocanon}. */
class EncodingTest {
  private static final String CONTROL =
      "encoded control characters in a path are refused, for no request of good faith holds them;"
          + " httpd forwards them";
  private static final String CLIMBING =
      "dot segments are never forwarded: with them nocanon falls back to the canonical form; httpd"
          + " forwards them, so that a request leaves the path of its target";

  private static final String NUL =
      "an encoded NUL is refused by the servlet container before any rule is looked at";
  private static final String NOT_UTF_8 =
      "escapes in a path that are not UTF-8 are refused by the servlet container; httpd forwards them";

  /** Request text, and the canonical form a backend sees. */
  private static final String[][] CANONICAL = {
    {"%20", "%20"},
    {"%21", "!"},
    {"%22", "%22"},
    {"%23", "%23"},
    {"%24", "$"},
    {"%25", "%25"},
    {"%26", "&"},
    {"%27", "'"},
    {"%28", "("},
    {"%29", ")"},
    {"%2A", "*"},
    {"%2B", "+"},
    {"%2C", ","},
    {"%2D", "-"},
    {"%2E", "."},
    {"%3A", ":"},
    {"%3B", ";"},
    {"%3C", "%3C"},
    {"%3D", "="},
    {"%3E", "%3E"},
    {"%3F", "%3F"},
    {"%40", "@"},
    {"%41", "A"},
    {"%5B", "%5B"},
    {"%5C", "%5C"},
    {"%5D", "%5D"},
    {"%5E", "%5E"},
    {"%5F", "_"},
    {"%60", "%60"},
    {"%7B", "%7B"},
    {"%7C", "%7C"},
    {"%7D", "%7D"},
    {"%7E", "~"},
    {"%C3%A9", "%C3%A9"},
    {"%c3%a9", "%C3%A9"},
    {"%E2%82%AC", "%E2%82%AC"},
    {"%e2%82%ac", "%E2%82%AC"},
    {"%2520", "%2520"},
    {"%252F", "%252F"},
    {"%252e%252e", "%252e%252e"},
    {"%EF%BC%8E", "%EF%BC%8E"},
    {"+", "+"},
    {";v=1", ";v=1"},
    {";a;b=c,d", ";a;b=c,d"},
    {"a:b@c", "a:b@c"},
    {"!$&'()*,=~", "!$&'()*,=~"},
  };

  @TestFactory
  Stream<DynamicNode> canonical() {
    List<Row> rows = new ArrayList<>();
    for (String[] pair : CANONICAL) {
      rows.add(
          row(
              pair[0] + " is forwarded as " + pair[1],
              get("/enc/x" + pair[0] + "y"),
              forwardedAs("/base/x" + pair[1] + "y")));
    }
    rows.add(
        row("a byte that is not UTF-8", get("/enc/%FF"), forwardedAs("/base/%FF"))
            .differs(NOT_UTF_8, refused(400)));
    return Differential.run("ProxyPass /enc http://{backend}/base\n", rows);
  }

  @TestFactory
  Stream<DynamicNode> untouched_with_nocanon() {
    List<Row> rows = new ArrayList<>();
    for (String[] pair : CANONICAL) {
      rows.add(
          row(
              pair[0] + " is forwarded as it is",
              get("/raw/x" + pair[0] + "y?q=" + pair[0]),
              forwardedAs("/base/x" + pair[0] + "y?q=" + pair[0])));
    }
    rows.add(
        row(
            "an encoded letter in the prefix makes nocanon fall back to the canonical form",
            get("/r%61w/x%41y"),
            forwardedAs("/base/xAy")));
    rows.add(
        row(
                "a dot segment behind the prefix stays with nocanon",
                get("/raw/a/../b%41"),
                forwardedAs("/base/a/../b%41"))
            .differs(CLIMBING, forwardedAs("/base/bA")));
    rows.add(
        row(
                "dot segments behind the prefix climb out of the target with nocanon",
                get("/raw/a/../../raw/b"),
                forwardedAs("/base/a/../../raw/b"))
            .differs(CLIMBING, forwardedAs("/base/b")));
    rows.add(
        row(
            "a run of slashes makes nocanon fall back",
            get("//raw/x%41"),
            forwardedAs("/base/xA")));
    return Differential.run("ProxyPass /raw http://{backend}/base nocanon\n", rows);
  }

  @TestFactory
  Stream<DynamicNode> refused_paths() {
    return Differential.run(
        """
        ProxyPass /enc http://{backend}/base
        ProxyPass /raw http://{backend}/base nocanon
        """,
        List.of(
            row("an encoded slash", get("/enc/x%2Fy"), refused(404)),
            row("an encoded slash in small letters", get("/enc/x%2fy"), refused(404)),
            row("an encoded slash in place of the border", get("/enc%2Fy"), refused(404)),
            row("an encoded slash with nocanon", get("/raw/x%2Fy"), refused(404)),
            row("an encoded NUL", get("/enc/x%00y"), refused(404)).differs(NUL, refused(400)),
            row("an encoded NUL with nocanon", get("/raw/x%00y"), refused(404))
                .differs(NUL, refused(400)),
            row("an escape that is none", get("/enc/x%zzy"), refused(400)),
            row("an escape that is none, with nocanon", get("/raw/x%zzy"), refused(400)),
            row("half an escape at the end", get("/enc/x%4"), refused(400)),
            row("a percent sign at the end", get("/enc/x%"), refused(400)),
            row("an escape of one letter too many", get("/enc/x%g1"), refused(400)),
            row("a u escape", get("/enc/%u0041"), refused(400)),
            row("a fragment", get("/enc/x#y"), refused(400)),
            row(
                    "an encoded line break",
                    get("/enc/x%0d%0aSet-Cookie:%20a=b"),
                    forwardedAs("/base/x%0D%0ASet-Cookie:%20a=b"))
                .differs(CONTROL, refused(400)),
            row("an encoded control character", get("/enc/x%01y"), forwardedAs("/base/x%01y"))
                .differs(CONTROL, refused(400)),
            row("an encoded DEL", get("/enc/x%7Fy"), forwardedAs("/base/x%7Fy"))
                .differs(CONTROL, refused(400)),
            row("an encoded tab", get("/enc/x%09y"), forwardedAs("/base/x%09y"))
                .differs(CONTROL, refused(400)),
            row(
                    "an encoded line break with nocanon",
                    get("/raw/x%0d%0ay"),
                    forwardedAs("/base/x%0d%0ay"))
                .differs(CONTROL, refused(400)),
            row("a raw control character", get("/enc/x\u0001y"), refused(400)),
            row("a raw space", get("/enc/x y"), refused(400))));
  }
}
