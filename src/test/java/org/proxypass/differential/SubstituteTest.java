package org.proxypass.differential;

import static org.proxypass.differential.Expectation.body;
import static org.proxypass.differential.Expectation.bodyContains;
import static org.proxypass.differential.Expectation.clientField;
import static org.proxypass.differential.Expectation.noClientField;
import static org.proxypass.differential.Expectation.status;
import static org.proxypass.differential.Expectation.truncated;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Request.request;
import static org.proxypass.differential.Row.row;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.proxypass.testing.Script;

/** Substitute: what is replaced, and what the filter leaves of a response. */
class SubstituteTest {
  /** Rules for one path each, a body, and what becomes of it. */
  private record Case(String name, String in, String out, String... rules) {}

  private static final List<Case> CASES =
      List.of(
          new Case("every match of a line is replaced", "foofoo", "barbar", "s/foo/bar/"),
          new Case("rules work one after the other", "foofoo", "barbar", "s/fo/fa/", "s/fao/bar/"),
          new Case("letter case counts", "fOofooFoo", "fOobarFoo", "s/foo/bar/"),
          new Case("with i it does not", "FoOfOofoo", "barbarbar", "s/FOO/bar/i"),
          new Case("a group", "fofooo", "barbar", "s/(.)fo/$1of/", "s/foo/bar/"),
          new Case("a dot is no line feed", "foof\noo", "foof\noo", "s/f.oo/bar/"),
          new Case("a result is not searched again", "xfooo", "xfoo", "s/foo/fo/"),
          new Case("a line of its own", "foo\nfoo\n", "bar\nbar\n", "s/foo/bar/"),
          new Case("no line feed at the end", "foo\nfoo", "bar\nbar", "s/foo/bar/"),
          new Case("4000 times in a line", "foo".repeat(4000), "bar".repeat(4000), "s/foo/bar/"),
          new Case("4000 times in lines", "foo\n".repeat(4000), "bar\n".repeat(4000), "s/foo/bar/"),
          new Case("a literal", "a.baxb(", "a$1axb(", "s/a.b/a$1/n"),
          new Case("a literal after a literal", "a.baxb(", "a$XX", "s/a.b/a$1/n", "s/1axb(/XX/n"),
          new Case("a literal in any case", "A.B a.b", "x x", "s/a.b/x/ni"),
          new Case("a literal with a backslash", "foo", "b\\x", "s/foo/b\\x/n"),
          new Case("the whole match", "foo\nbar", "XXXfooXXX\nbar", "s/foo.*/XXX$0XXX/"),
          new Case("an ampersand is nothing special", "foo", "f&&", "s/o/&/"),
          new Case("a dollar sign behind a backslash", "foo", "f$1$1", "s/o/\\$1/"),
          new Case("an ampersand behind a backslash", "foo", "f&&", "s/o/\\&/"),
          new Case("an n behind a backslash", "foo", "fnn", "s/o/\\n/"),
          new Case("a group that is not there", "aab", "[a][ab]", "s/(a)(b)?/[$1$2$3]/"),
          new Case("the line feed is part of the line", "foo\nfoo\n", "XX", "s/foo\\n/X/"),
          new Case("the end is behind the line feed", "a1\nb22", "a1\nbN", "s/\\d+$/N/"),
          new Case("an anchor holds again behind a match", "aaa\naa", "bbb\nbb", "s/^a/b/"),
          new Case("a look ahead", "foobar", "fXbar", "s/oo(?=b)/X/"),
          new Case("a look behind", "foo", "fXo", "s/(?<=f)o/X/"),
          new Case("another delimiter", "/FOO/foo", "/bar/bar", "s|/foo|/bar|i"),
          new Case("no last delimiter", "foo", "bar", "s/foo/bar"),
          new Case("nothing in its place", "xfoox", "xx", "s/foo//"),
          new Case("quick", "aaa", "bbbbbb", "s/a/bb/q"),
          new Case("flat", "foo", "foofoo", "s/foo/$0$0/f"),
          new Case("a carriage return stays", "foo\r\nfoo\r\n", "bar\r\nbar\r\n", "s/foo/bar/"),
          new Case("bytes beyond ASCII", "\u00c3\u00b6x", "oex", "s/\u00f6/oe/"),
          new Case(
              "bytes that are no characters", "\u00ff\u00fefoo", "\u00ff\u00febar", "s/foo/bar/"),
          new Case("a NUL in a line", "foo\0foo", "bar\0bar", "s/foo/bar/"),
          new Case("longer than before", "x".repeat(3000), "xyz".repeat(3000), "s/x/xyz/"),
          new Case(
              "an address of a backend",
              "<a href=\"http://backend:8080/a\">http://BACKEND:8080/</a>",
              "<a href=\"https://www.test/a\">https://www.test/</a>",
              "s|http://backend:8080/|https://www.test/|ni"),
          new Case("no match at all", "foo\n", "foo\n", "s/bar/x/"),
          new Case("an empty body", "", "", "s/foo/bar/"));

  @TestFactory
  Stream<DynamicNode> rules() {
    StringBuilder configuration = new StringBuilder("ProxyPass / http://{backend}/\n");
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < CASES.size(); i++) {
      Case one = CASES.get(i);
      configuration.append("<Location /").append(i).append(">\nSetOutputFilter SUBSTITUTE\n");
      for (String rule : one.rules()) {
        configuration.append("Substitute \"").append(rule).append("\"\n");
      }
      configuration.append("</Location>\n");
      Request request = get("/" + i);
      int length = one.in().length();
      rows.add(
          row(one.name(), request, status(200), body(one.out()))
              .answered(one.in(), "HTTP/1.1 200 OK", "Content-Length: " + length));
      rows.add(
          row(one.name() + ", a byte a time", request, status(200), body(one.out()))
              .answeredBy(pieces(one.in(), Math.max(1, length / 5))));
    }
    return Differential.run(configuration.toString(), rows);
  }

  private static Script pieces(String text, int size) {
    return exchange -> {
      exchange.request();
      exchange.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
      for (int from = 0; from < text.length(); from += size) {
        String piece = text.substring(from, Math.min(text.length(), from + size));
        exchange.write(Integer.toHexString(piece.length()) + "\r\n" + piece + "\r\n");
      }
      exchange.write("0\r\n\r\n");
    };
  }

  @TestFactory
  Stream<DynamicNode> which_responses() {
    String text = "Content-Type: text/html";
    return Differential.run(
        """
        ProxyPass /files !
        Alias /files {docs}/errors
        ProxyPass /dead http://{dead}/
        ProxyPass / http://{backend}/
        ErrorDocument 503 /files/503.html
        ErrorDocument 404 "foo or not"
        Substitute s/foo/bar/
        Substitute s/soon/later/
        AddOutputFilterByType SUBSTITUTE text/html
        <Location /css>
          AddOutputFilterByType SUBSTITUTE text/css
        </Location>
        <Location /all>
          SetOutputFilter SUBSTITUTE
        </Location>
        <Location /all/not>
          SetOutputFilter none
        </Location>
        <Location /own>
          Substitute s/bar/baz/
        </Location>
        <Location /before>
          SubstituteInheritBefore On
          Substitute s/bar/baz/
        </Location>
        """,
        List.of(
            row("a type that is named", get("/x"), body("bar"))
                .answered("foo", "HTTP/1.1 200 OK", text, "Content-Length: 3"),
            row("a type with a parameter", get("/x"), body("bar"))
                .answered("foo", "HTTP/1.1 200 OK", text + "; charset=utf-8", "Content-Length: 3"),
            row("a type in capitals", get("/x"), body("foo"))
                .answered("foo", "HTTP/1.1 200 OK", "Content-Type: Text/HTML", "Content-Length: 3")
                .differs(
                    "letter case means nothing in a media type; httpd compares it", body("bar")),
            row("another type", get("/x"), body("foo"), clientField("Content-Length", "3"))
                .answered(
                    "foo", "HTTP/1.1 200 OK", "Content-Type: text/plain", "Content-Length: 3"),
            row("no type", get("/x"), body("foo"))
                .answered("foo", "HTTP/1.1 200 OK", "Content-Length: 3"),
            row("a type of an inner scope", get("/css"), body("bar"))
                .answered("foo", "HTTP/1.1 200 OK", "Content-Type: text/css", "Content-Length: 3"),
            row("types of the outer scope are replaced in an inner one", get("/css"), body("foo"))
                .answered("foo", "HTTP/1.1 200 OK", text, "Content-Length: 3"),
            row("whatever type", get("/all"), body("bar"))
                .answered("foo", "HTTP/1.1 200 OK", "Content-Length: 3"),
            row("none in an inner scope", get("/all/not"), body("foo"))
                .answered("foo", "HTTP/1.1 200 OK", "Content-Length: 3"),
            row("an inner rule comes first", get("/own"), body("bar baz"))
                .answered("foo bar", "HTTP/1.1 200 OK", text, "Content-Length: 7"),
            row("an inner rule comes last when it is told to", get("/before"), body("baz baz"))
                .answered("foo bar", "HTTP/1.1 200 OK", text, "Content-Length: 7"),
            row("an error of the backend, by type", get("/x"), status(500), body("foo"))
                .answered("foo", "HTTP/1.1 500 Oops", text, "Content-Length: 3"),
            row("a local file", get("/files/503.html"), body("<p>back later</p>")),
            row("a local error page, by type", get("/dead"), status(503), body("<p>back soon</p>")),
            row("a created resource, by type", get("/x"), status(201), body("foo"))
                .answered("foo", "HTTP/1.1 201 Created", text, "Content-Length: 3"),
            row("an error of the backend, by no type", get("/all"), status(500), body("bar"))
                .answered("foo", "HTTP/1.1 500 Oops", text, "Content-Length: 3"),
            row("a text of an ErrorDocument", get("/files/none"), status(404), body("foo or not")),
            row(
                    "the length of a longer body",
                    get("/own"),
                    body("bar baz bar"),
                    noClientField("Content-MD5"))
                .answered("foo bar foo", "HTTP/1.1 200 OK", text, "Content-Length: 11"),
            row(
                    "validators stay",
                    get("/x"),
                    body("bar"),
                    clientField("ETag", "\"1\""),
                    clientField("Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT"))
                .answered(
                    "foo",
                    "HTTP/1.1 200 OK",
                    text,
                    "ETag: \"1\"",
                    "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT",
                    "Content-Length: 3"),
            row("a digest of other bytes", get("/x"), clientField("Content-MD5", "abc"))
                .answered("foo", "HTTP/1.1 200 OK", text, "Content-MD5: abc", "Content-Length: 3")
                .differs(
                    "a digest of the bytes before the change is taken out; httpd keeps it",
                    body("bar"),
                    noClientField("Content-MD5")),
            row("HEAD", request("HEAD", "/x"), status(200), body(""))
                .answered("", "HTTP/1.1 200 OK", text, "Content-Length: 3"),
            row("204", get("/all"), status(204), body("")).answered("", "HTTP/1.1 204 No Content"),
            row("304", get("/all"), status(304), body(""), clientField("ETag", "\"1\""))
                .answered("", "HTTP/1.1 304 Not Modified", "ETag: \"1\""),
            row("206", get("/all").with("Range", "bytes=0-2"), status(206), body("bar"))
                .answered(
                    "foo",
                    "HTTP/1.1 206 Partial Content",
                    "Content-Range: bytes 0-2/9",
                    "Content-Length: 3"),
            row("a body with a content coding", get("/all"), body("bar"))
                .answered("foo", "HTTP/1.1 200 OK", "Content-Encoding: gzip", "Content-Length: 3")
                .differs(
                    "a body with a content coding is left alone; httpd replaces bytes in it, which breaks it",
                    body("foo")),
            row("a body until close", get("/all"), body("bar\nbar"))
                .answeredBy(Script.bytesThenClose("HTTP/1.1 200 OK\r\n\r\nfoo\nfoo")),
            row("a body that is cut", get("/all"), truncated())
                .answeredBy(
                    Script.bytesThenClose(
                        "HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n"
                            + "foo\n".repeat(9000)))));
  }

  @TestFactory
  Stream<DynamicNode> long_lines() {
    return Differential.run(
        """
        ProxyPass /files !
        ProxyPass /kilo !
        ProxyPass /empty !
        Alias /files {docs}/errors
        Alias /kilo {docs}/errors
        Alias /empty {docs}/errors
        ProxyPass / http://{backend}/
        SetOutputFilter SUBSTITUTE
        SubstituteMaxLineLength 20
        Substitute s/foo/bars/
        Substitute s/back/back-to-the-very-beginning/
        <Location /k>
          SubstituteMaxLineLength 1K
        </Location>
        <Location /kilo>
          SubstituteMaxLineLength 1K
          Substitute s/soon/%s/
        </Location>
        <Location /empty>
          SubstituteMaxLineLength 1K
          Substitute s/x*/-/
        </Location>
        """
            .formatted("later".repeat(250)),
        List.of(
            row("a line of that length", get("/x"), status(200), body("x".repeat(19) + "\n"))
                .answered("x".repeat(19) + "\n", "HTTP/1.1 200 OK", "Content-Length: 20"),
            row("lines that are longer together", get("/x"), body("xxxxxxxxx\n".repeat(9)))
                .answered("xxxxxxxxx\n".repeat(9), "HTTP/1.1 200 OK", "Content-Length: 90"),
            row("a line that grows beyond it", get("/files/503.html"), status(500)),
            row("a longer line without a match", get("/x"), status(200))
                .answered("x".repeat(30) + "\n", "HTTP/1.1 200 OK", "Content-Length: 31")
                .differs(
                    "a line over the limit is refused with or without a match; httpd depends on how it arrived",
                    status(500)),
            row("a limit with a unit", get("/k"), status(200), body("bars".repeat(250)))
                .answered("foo".repeat(250), "HTTP/1.1 200 OK", "Content-Length: 750"),
            row("a line that grows beyond a limit with a unit", get("/kilo/503.html"), status(500)),
            row("an expression that matches nothing at all", get("/empty/503.html"), status(500))
                .differs(
                    "an expression that can match nothing is replaced at each place once; httpd never comes to an end",
                    status(200),
                    bodyContains("-<-p->-"))));
  }
}
