package org.proxypass.differential;

import static org.proxypass.differential.Expectation.body;
import static org.proxypass.differential.Expectation.clientField;
import static org.proxypass.differential.Expectation.framing;
import static org.proxypass.differential.Expectation.noClientField;
import static org.proxypass.differential.Expectation.status;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Request.request;
import static org.proxypass.differential.Row.row;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.proxypass.testing.RawResponse.Framing;
import org.proxypass.testing.Script;

/** What of the backend's response reaches the client. */
class ResponseTest {
  private static final String CONFIGURATION = "ProxyPass /r http://{backend}/r\n";

  @TestFactory
  Stream<DynamicNode> statuses() {
    List<Row> rows = new ArrayList<>();
    for (int code :
        new int[] {
          200, 201, 202, 203, 207, 226, 299, 300, 301, 302, 303, 305, 307, 308, 400, 401, 402, 403,
          404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418, 421, 422, 423,
          425, 426, 428, 429, 431, 451, 499, 500, 501, 502, 503, 504, 505, 507, 511, 599
        }) {
      rows.add(
          row("status " + code + " passes with its body", get("/r"), status(code), body("text"))
              .answered("text", "HTTP/1.1 " + code + " Reason", "Content-Length: 4"));
    }
    for (int code : new int[] {204, 304}) {
      rows.add(
          row(
                  "status " + code + " has no body",
                  get("/r"),
                  status(code),
                  body(""),
                  framing(Framing.NONE),
                  clientField("ETag", "\"a\""))
              .answered("", "HTTP/1.1 " + code + " Reason", "ETag: \"a\""));
    }
    rows.add(
        row("status 205 has no body", get("/r"), status(205), body(""))
            .answered("", "HTTP/1.1 205 Reset Content", "Content-Length: 0"));
    rows.add(
        row("a status line without reason", get("/r"), status(200), body("text"))
            .answered("text", "HTTP/1.1 200", "Content-Length: 4"));
    rows.add(
        row("an HTTP/1.0 backend", get("/r"), status(200), body("text"))
            .answered("text", "HTTP/1.0 200 OK", "Content-Length: 4"));
    return Differential.run(CONFIGURATION, rows);
  }

  @TestFactory
  Stream<DynamicNode> fields() {
    List<Row> rows = new ArrayList<>();
    String[][] untouched = {
      {"Server", "Backend/7"},
      {"Date", "Sat, 29 Oct 1994 19:43:31 GMT"},
      {"Last-Modified", "Sat, 29 Oct 1994 19:43:31 GMT"},
      {"Expires", "Sat, 29 Oct 1994 19:43:31 GMT"},
      {"Expires", "0"},
      {"Content-Type", "text/html;charset=UTF-8"},
      {"Content-Type", "text/html"},
      {"Content-Type", "application/x-odd; a=\"b;c\""},
      {"Content-Encoding", "gzip"},
      {"Content-Language", "de"},
      {"Content-Disposition", "attachment; filename=\"a b.txt\""},
      {"ETag", "W/\"x\""},
      {"Cache-Control", "no-store, private"},
      {"Vary", "Accept-Encoding"},
      {"WWW-Authenticate", "Basic realm=\"x\""},
      {"Retry-After", "120"},
      {"Link", "</a>; rel=next, </b>; rel=prev"},
      {"Accept-Ranges", "bytes"},
      {"Allow", "GET, HEAD"},
      {"Strict-Transport-Security", "max-age=1"},
      {"Access-Control-Allow-Origin", "*"},
      {"Refresh", "5; url=http://{backend}/r"},
      {"Via", "1.1 inner"},
      {"X-Empty", ""},
      {"X-Latin", "caf\u00e9"},
      {"X-Odd", "!#$%&'*+-.^_`|~ ()<>@,;:\\\"/[]?={}"},
      {"X-Long", "z".repeat(4000)},
    };
    for (String[] field : untouched) {
      String shown = field[1].length() > 60 ? field[1].substring(0, 9) + "…" : field[1];
      rows.add(
          row(
                  field[0] + ": " + shown + " passes",
                  get("/r"),
                  status(200),
                  clientField(field[0], field[1]))
              .answered(
                  "text", "HTTP/1.1 200 OK", field[0] + ": " + field[1], "Content-Length: 4"));
    }
    for (String name :
        List.of(
            "Keep-Alive", "Proxy-Authenticate", "TE", "Trailer", "Upgrade", "Proxy-Connection")) {
      rows.add(
          row(name + " is kept back", get("/r"), status(200), noClientField(name))
              .answered("text", "HTTP/1.1 200 OK", name + ": x", "Content-Length: 4"));
    }
    rows.add(
        row(
                "fields named in Connection are kept back",
                get("/r"),
                status(200),
                noClientField("X-One", "X-Two"),
                clientField("X-Three", "3"))
            .answered(
                "text",
                "HTTP/1.1 200 OK",
                "Connection: X-One, x-two",
                "X-One: 1",
                "X-Two: 2",
                "X-Three: 3",
                "Content-Length: 4"));
    rows.add(
        row(
                "two cookies stay two lines in order",
                get("/r"),
                clientField("Set-Cookie", "a=1; Path=/", "b=2; Secure"))
            .answered(
                "",
                "HTTP/1.1 200 OK",
                "Set-Cookie: a=1; Path=/",
                "Set-Cookie: b=2; Secure",
                "Content-Length: 0"));
    rows.add(
        row(
                "two challenges stay two lines in order",
                get("/r"),
                status(401),
                clientField("WWW-Authenticate", "Negotiate", "Basic realm=\"x, y\""))
            .answered(
                "",
                "HTTP/1.1 401 Unauthorized",
                "WWW-Authenticate: Negotiate",
                "WWW-Authenticate: Basic realm=\"x, y\"",
                "Content-Length: 0"));
    rows.add(
        row("lines of one name stay apart", get("/r"), clientField("X-Many", "1", "2", "3"))
            .answered(
                "",
                "HTTP/1.1 200 OK",
                "X-Many: 1",
                "X-Else: e",
                "X-Many: 2",
                "x-many: 3",
                "Content-Length: 0"));
    rows.add(
        row("blanks around a value go", get("/r"), clientField("X-Blank", "v"))
            .answered("", "HTTP/1.1 200 OK", "X-Blank: \t v \t", "Content-Length: 0"));
    rows.add(
        row("no type is invented", get("/r"), status(200), noClientField("Content-Type"))
            .answered("text", "HTTP/1.1 200 OK", "Content-Length: 4"));
    return Differential.run(CONFIGURATION, rows);
  }

  @TestFactory
  Stream<DynamicNode> bodies() {
    String large = "0123456789".repeat(20_000);
    return Differential.run(
        CONFIGURATION,
        List.of(
            row("a body with a length keeps it", get("/r"), body("text"), framing(Framing.LENGTH))
                .answered("text", "HTTP/1.1 200 OK", "Content-Length: 4"),
            row(
                    "a large body with a length keeps it",
                    get("/r"),
                    body(large),
                    framing(Framing.LENGTH))
                .answered(large, "HTTP/1.1 200 OK", "Content-Length: " + large.length()),
            row(
                    "an empty body with a length",
                    get("/r"),
                    body(""),
                    clientField("Content-Length", "0"))
                .answered("", "HTTP/1.1 200 OK", "Content-Length: 0"),
            row("a short chunked body", get("/r"), body("text and more"))
                .answered(
                    "4\r\ntext\r\n9\r\n and more\r\n0\r\n\r\n",
                    "HTTP/1.1 200 OK",
                    "Transfer-Encoding: chunked"),
            row(
                    "a long chunked body stays chunked",
                    get("/r"),
                    body(large),
                    framing(Framing.CHUNKED))
                .answered(
                    Integer.toHexString(large.length()) + "\r\n" + large + "\r\n0\r\n\r\n",
                    "HTTP/1.1 200 OK",
                    "Transfer-Encoding: chunked"),
            row("an empty chunked body", get("/r"), status(200), body(""))
                .answered("0\r\n\r\n", "HTTP/1.1 200 OK", "Transfer-Encoding: chunked"),
            row("chunk extensions are dropped", get("/r"), body("text"))
                .answered(
                    "4;a=\"b\"\r\ntext\r\n0\r\n\r\n",
                    "HTTP/1.1 200 OK",
                    "Transfer-Encoding: chunked"),
            row("the codings are compared in any case", get("/r"), body("text"))
                .answered(
                    "4\r\ntext\r\n0\r\n\r\n", "HTTP/1.1 200 OK", "transfer-encoding: Chunked"),
            row(
                    "trailers are not sent on",
                    get("/r"),
                    body("text"),
                    outcome -> {
                      if (!outcome.response().trailers().isEmpty()) {
                        throw new AssertionError("trailers: " + outcome.response().trailers());
                      }
                    })
                .answered(
                    "4\r\ntext\r\n0\r\nX-T: 1\r\n\r\n",
                    "HTTP/1.1 200 OK",
                    "Transfer-Encoding: chunked"),
            row(
                    "a body that ends with the connection comes chunked",
                    get("/r"),
                    body("text"),
                    framing(Framing.CHUNKED))
                .answeredBy(
                    Script.bytesThenClose("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\ntext")),
            row(
                    "an HTTP/1.0 body that ends with the connection",
                    get("/r"),
                    body("text"),
                    framing(Framing.CHUNKED))
                .answeredBy(Script.bytesThenClose("HTTP/1.0 200 OK\r\n\r\ntext")),
            row(
                    "a compressed body passes as it is",
                    get("/r"),
                    body("\u001f\u008b\u0008not really"),
                    clientField("Content-Encoding", "gzip"))
                .answered(
                    "\u001f\u008b\u0008not really",
                    "HTTP/1.1 200 OK",
                    "Content-Encoding: gzip",
                    "Content-Length: 13"),
            row("of chunked and a length, chunked counts", get("/r"), body("text"))
                .answered(
                    "4\r\ntext\r\n0\r\n\r\n",
                    "HTTP/1.1 200 OK",
                    "Content-Length: 99",
                    "Transfer-Encoding: chunked"),
            row(
                    "HEAD has no body and keeps the length",
                    request("HEAD", "/r"),
                    body(""),
                    clientField("Content-Length", "123456"))
                .answered("", "HTTP/1.1 200 OK", "Content-Length: 123456"),
            row(
                    "HEAD without length gets none",
                    request("HEAD", "/r"),
                    status(200),
                    noClientField("Content-Length"))
                .answered("", "HTTP/1.1 200 OK", "Transfer-Encoding: chunked"),
            row(
                    "HEAD with an error status",
                    request("HEAD", "/r"),
                    status(404),
                    clientField("Content-Length", "7"))
                .answered("", "HTTP/1.1 404 Not Found", "Content-Length: 7"),
            row(
                    "an interim response passes in front",
                    get("/r"),
                    status(200),
                    body("text"),
                    outcome -> {
                      if (!outcome.response().interim().equals(List.of(103))) {
                        throw new AssertionError("interim: " + outcome.response().interim());
                      }
                    })
                .answered(
                    "text",
                    "HTTP/1.1 103 Early Hints",
                    "Link: </a>",
                    "",
                    "HTTP/1.1 200 OK",
                    "Content-Length: 4"),
            row(
                    "an interim response nobody asked for is swallowed",
                    get("/r"),
                    status(200),
                    body("text"),
                    outcome -> {
                      if (!outcome.response().interim().isEmpty()) {
                        throw new AssertionError("interim: " + outcome.response().interim());
                      }
                    })
                .answered(
                    "text", "HTTP/1.1 100 Continue", "", "HTTP/1.1 200 OK", "Content-Length: 4")));
  }
}
