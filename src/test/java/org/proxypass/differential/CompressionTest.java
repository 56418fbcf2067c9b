package org.proxypass.differential;

import static org.proxypass.differential.Expectation.body;
import static org.proxypass.differential.Expectation.clientField;
import static org.proxypass.differential.Expectation.noClientField;
import static org.proxypass.differential.Expectation.status;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Request.request;
import static org.proxypass.differential.Row.row;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** The filters INFLATE and DEFLATE, alone and around SUBSTITUTE. */
class CompressionTest {
  private static final String TEXT = "foo foo foo foo\n".repeat(200);
  private static final String CHANGED = "bar bar bar bar\n".repeat(200);

  @TestFactory
  Stream<DynamicNode> filters() {
    return Differential.run(
        """
        ProxyPass / http://{backend}/
        Substitute s/foo/bar/
        <Location /in>
          SetOutputFilter INFLATE
        </Location>
        <Location /out>
          SetOutputFilter DEFLATE
        </Location>
        <Location /all>
          SetOutputFilter INFLATE;SUBSTITUTE;DEFLATE
        </Location>
        <Location /type>
          AddOutputFilterByType DEFLATE text/html application/json
        </Location>
        """,
        List.of(
            gzipped("a compressed body", get("/in"), body(TEXT), noClientField("Content-Encoding")),
            gzipped("its tag", get("/in"), clientField("ETag", "\"1-gunzip\"")),
            gzipped(
                "a compressed body for a client that accepts it",
                get("/in").with("Accept-Encoding", "gzip"),
                body(TEXT)),
            plain("a plain body", get("/in"), body(TEXT), clientField("ETag", "\"1\"")),
            plain(
                "a client that says nothing of codings",
                get("/out"),
                body(TEXT),
                noClientField("Content-Encoding"),
                clientField("Vary", "Accept-Encoding")),
            plain(
                "a client that accepts gzip",
                get("/out").with("Accept-Encoding", "gzip, deflate"),
                clientField("Content-Encoding", "gzip"),
                clientField("Vary", "Accept-Encoding"),
                clientField("ETag", "\"1-gzip\""),
                unzipped(TEXT)),
            plain(
                "a client that refuses gzip",
                get("/out").with("Accept-Encoding", "gzip;q=0"),
                noClientField("Content-Encoding"),
                body(TEXT)),
            plain(
                "a client that accepts something else",
                get("/out").with("Accept-Encoding", "br"),
                noClientField("Content-Encoding"),
                body(TEXT)),
            gzipped(
                "a body that is compressed already",
                get("/out").with("Accept-Encoding", "gzip"),
                clientField("Content-Encoding", "gzip"),
                clientField("ETag", "\"1\""),
                unzipped(TEXT)),
            gzipped(
                "through all three for a client that accepts gzip",
                get("/all").with("Accept-Encoding", "gzip"),
                clientField("Content-Encoding", "gzip"),
                unzipped(CHANGED)),
            gzipped(
                "through all three for another client",
                get("/all"),
                noClientField("Content-Encoding"),
                body(CHANGED)),
            plain(
                "a plain body through all three",
                get("/all").with("Accept-Encoding", "gzip"),
                clientField("Content-Encoding", "gzip"),
                unzipped(CHANGED)),
            plain(
                "by type",
                get("/type").with("Accept-Encoding", "gzip"),
                clientField("Content-Encoding", "gzip"),
                unzipped(TEXT)),
            row(
                    "by another type",
                    get("/type").with("Accept-Encoding", "gzip"),
                    noClientField("Content-Encoding", "Vary"),
                    body("foo"))
                .answered("foo", "HTTP/1.1 200 OK", "Content-Type: image/png", "Content-Length: 3"),
            row(
                    "a Vary of the backend's own",
                    get("/out").with("Accept-Encoding", "gzip"),
                    outcome ->
                        Assertions.assertThat(
                                String.join(",", outcome.response().values("Vary"))
                                    .replace(" ", ""))
                            .isEqualTo("Cookie,Accept-Encoding"))
                .answered(TEXT, "HTTP/1.1 200 OK", "Vary: Cookie", "Content-Length: 3200"),
            row(
                    "a body that is too small",
                    get("/out").with("Accept-Encoding", "gzip"),
                    noClientField("Content-Encoding", "Vary"),
                    body("foo"))
                .answered("foo", "HTTP/1.1 200 OK", "Content-Length: 3"),
            row(
                    "a part",
                    get("/out").with("Accept-Encoding", "gzip"),
                    status(206),
                    noClientField("Content-Encoding"),
                    body("foo"))
                .answered(
                    "foo",
                    "HTTP/1.1 206 Partial Content",
                    "Content-Range: bytes 0-2/9",
                    "Content-Length: 3"),
            row(
                    "HEAD",
                    request("HEAD", "/out").with("Accept-Encoding", "gzip"),
                    status(200),
                    noClientField("Content-Encoding", "Vary"),
                    clientField("Content-Length", "3200"),
                    body(""))
                .answered("", "HTTP/1.1 200 OK", "Content-Length: 3200"),
            row(
                    "304",
                    get("/out").with("Accept-Encoding", "gzip"),
                    status(304),
                    noClientField("Content-Encoding"))
                .answered("", "HTTP/1.1 304 Not Modified", "ETag: \"1\""),
            row(
                    "an empty body",
                    get("/out").with("Accept-Encoding", "gzip"),
                    status(200),
                    noClientField("Content-Encoding"),
                    body(""))
                .answered("", "HTTP/1.1 200 OK", "Content-Length: 0")));
  }

  private static Row plain(String name, Request request, Expectation... expected) {
    return row(name, request, expected)
        .answered(
            TEXT,
            "HTTP/1.1 200 OK",
            "Content-Type: text/html",
            "ETag: \"1\"",
            "Content-Length: " + TEXT.length());
  }

  private static Row gzipped(String name, Request request, Expectation... expected) {
    String zipped = gzip(TEXT);
    return row(name, request, expected)
        .answered(
            zipped,
            "HTTP/1.1 200 OK",
            "Content-Type: text/html",
            "Content-Encoding: gzip",
            "ETag: \"1\"",
            "Content-Length: " + zipped.length());
  }

  private static String gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  /** The client's body is this text, compressed. */
  private static Expectation unzipped(String text) {
    return outcome -> {
      try (GZIPInputStream zip =
          new GZIPInputStream(new ByteArrayInputStream(outcome.response().body()))) {
        Assertions.assertThat(new String(zip.readAllBytes(), StandardCharsets.ISO_8859_1))
            .as("decompressed body at the client")
            .isEqualTo(text);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    };
  }
}
