package org.proxypass.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proxypass.differential.Expectation.backendField;
import static org.proxypass.differential.Expectation.body;
import static org.proxypass.differential.Expectation.clientField;
import static org.proxypass.differential.Expectation.forwardedAs;
import static org.proxypass.differential.Expectation.noBackendField;
import static org.proxypass.differential.Expectation.noClientField;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Request.getFrom;
import static org.proxypass.differential.Row.row;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** The recipes of docs/headers.md, as they stand there. */
class HeaderRecipeTest {
  private static final Path PAGE = Path.of("docs", "headers.md");
  private static final String PROXY =
      "ProxyPass /dead http://{dead}/\nProxyPass / http://{backend}/\n";

  @TestFactory
  Stream<DynamicNode> scheme_and_port() throws IOException {
    return Differential.run(
        recipe("Tell the backend the public scheme and port") + PROXY,
        List.of(
            row(
                "a client's claim does not get through",
                get("/").with("X-Forwarded-Proto", "https").with("X-Forwarded-Port", "443"),
                backendField("X-Forwarded-Proto", "http"),
                backendField("X-Forwarded-Port", "80")),
            row(
                "a port that the client named",
                getFrom("front.test:8443", "/"),
                backendField("X-Forwarded-Port", "8443"))));
  }

  @TestFactory
  Stream<DynamicNode> hsts() throws IOException {
    String value = "max-age=31536000; includeSubDomains";
    return Differential.run(
        recipe("HSTS, on errors too") + PROXY,
        List.of(
            row("on a response", get("/"), clientField("Strict-Transport-Security", value)),
            row(
                    "once beside the backend's",
                    get("/"),
                    clientField("Strict-Transport-Security", value))
                .answered(
                    "",
                    "HTTP/1.1 200 OK",
                    "Strict-Transport-Security: max-age=1",
                    "Content-Length: 0"),
            row(
                "on an error",
                get("/dead"),
                refused(503),
                clientField("Strict-Transport-Security", value))));
  }

  @TestFactory
  Stream<DynamicNode> cors() throws IOException {
    String[] answer = {
      "HTTP/1.1 200 OK", "Access-Control-Allow-Origin: *", "Vary: Accept", "Content-Length: 0"
    };
    return Differential.run(
        recipe("CORS for some origins") + PROXY,
        List.of(
            row(
                    "an origin that is allowed",
                    get("/").with("Origin", "https://shop.example.com"),
                    clientField("Access-Control-Allow-Origin", "https://shop.example.com"),
                    clientField("Access-Control-Allow-Credentials", "true"))
                .answered("", answer),
            row(
                    "Vary has both",
                    get("/").with("Origin", "https://example.com"),
                    outcome ->
                        assertThat(
                                String.join(",", outcome.response().values("Vary"))
                                    .replace(" ", ""))
                            .isEqualTo("Accept,Origin"))
                .answered("", answer),
            row(
                    "an origin that only looks like one",
                    get("/").with("Origin", "https://example.com.evil.test"),
                    noClientField(
                        "Access-Control-Allow-Origin", "Access-Control-Allow-Credentials"))
                .answered("", answer),
            row("no origin", get("/"), noClientField("Access-Control-Allow-Origin"))
                .answered("", answer),
            row(
                "on an error",
                get("/dead").with("Origin", "https://example.com"),
                refused(503),
                clientField("Access-Control-Allow-Origin", "https://example.com"))));
  }

  @TestFactory
  Stream<DynamicNode> cookies() throws IOException {
    return Differential.run(
        recipe("Secure cookies") + PROXY,
        List.of(
            row(
                    "attributes are added where they are missing",
                    get("/"),
                    clientField(
                        "Set-Cookie",
                        "a=1; Secure; SameSite=Lax",
                        "b=2; secure; SameSite=Lax",
                        "c=3; Path=/; samesite=None; Secure"))
                .answered(
                    "",
                    "HTTP/1.1 200 OK",
                    "Set-Cookie: a=1",
                    "Set-Cookie: b=2; secure",
                    "Set-Cookie: c=3; Path=/; samesite=None",
                    "Content-Length: 0")));
  }

  @TestFactory
  Stream<DynamicNode> hidden() throws IOException {
    return Differential.run(
        recipe("Hide what the backend runs on") + PROXY,
        List.of(
            row(
                    "Server and X-Powered-By",
                    get("/"),
                    clientField("Server", "web"),
                    noClientField("X-Powered-By"))
                .answered(
                    "",
                    "HTTP/1.1 200 OK",
                    "Server: b/1",
                    "X-Powered-By: PHP",
                    "Content-Length: 0")));
  }

  @TestFactory
  Stream<DynamicNode> redirects() throws IOException {
    return Differential.run(
        recipe("Redirects of the backend to https")
            + PROXY
            + "ProxyPassReverse / http://{backend}/\n",
        List.of(
            row(
                    "Location is the public address",
                    get("/"),
                    clientField("Location", "https://front.test/x"))
                .answered(
                    "",
                    "HTTP/1.1 302 Found",
                    "Location: http://{backend}/x",
                    "Content-Length: 0")));
  }

  @TestFactory
  Stream<DynamicNode> signed_on_user() throws IOException {
    return Differential.run(
        recipe("The signed-on user") + PROXY,
        List.of(
            row(
                "a client cannot name itself",
                get("/").with("X-Remote-User", "admin"),
                noBackendField("X-Remote-User"))));
  }

  @TestFactory
  Stream<DynamicNode> certificate() throws IOException {
    return Differential.run(
        recipe("The client's certificate") + PROXY,
        List.of(
            row(
                "a client without TLS cannot claim one",
                get("/").with("X-SSL-Client-Verify", "SUCCESS"),
                backendField("X-SSL-Client-Verify", "(null)"),
                backendField("X-SSL-Client-DN", "(null)"),
                backendField("X-SSL-Client-Cert", "(null)"))));
  }

  @TestFactory
  Stream<DynamicNode> request_id() throws IOException {
    return Differential.run(
        recipe("A name for each request") + PROXY,
        List.of(
            row(
                "client and backend see the same",
                get("/").with("X-Request-ID", "mine"),
                outcome -> {
                  List<String> id = outcome.request().values("X-Request-ID");
                  assertThat(id).singleElement().asString().matches("[A-Za-z0-9@_-]{20,40}");
                  assertThat(outcome.response().values("X-Request-ID")).isEqualTo(id);
                }),
            row(
                "an error has one",
                get("/dead"),
                refused(503),
                outcome -> assertThat(outcome.response().values("X-Request-ID")).hasSize(1))));
  }

  @TestFactory
  Stream<DynamicNode> caching() throws IOException {
    return Differential.run(
        recipe("Caching by kind of response") + PROXY,
        List.of(
            row("an image", get("/"), clientField("Cache-Control", "public, max-age=86400"))
                .answered("", "HTTP/1.1 200 OK", "Content-Type: image/png", "Content-Length: 0"),
            row("an image that is not there", get("/"), clientField("Cache-Control", "no-cache"))
                .answered(
                    "", "HTTP/1.1 404 Not Found", "Content-Type: image/png", "Content-Length: 0"),
            row("something else", get("/"), clientField("Cache-Control", "no-cache"))
                .answered("", "HTTP/1.1 200 OK", "Content-Type: text/plain", "Content-Length: 0")));
  }

  @TestFactory
  Stream<DynamicNode> not_proxied() throws IOException {
    return Differential.run(
        recipe("Keep a path from being proxied").replace("127.0.0.1:3000", "{backend}"),
        List.of(
            row("the path", get("/local/x"), refused(404)),
            row("others", get("/x"), forwardedAs("/x"))));
  }

  @TestFactory
  Stream<DynamicNode> notice() throws IOException {
    String recipe = recipe("One address only, everybody else gets a notice");
    return Stream.concat(
        Differential.run(
            recipe + PROXY,
            List.of(
                row(
                    "others are told",
                    get("/"),
                    refused(403),
                    body("Back at noon."),
                    clientField("Retry-After", "3600")))),
        Differential.run(
            recipe.replace("192.0.2.0/24", "127.0.0.0/8") + PROXY,
            List.of(
                row(
                    "the address passes",
                    get("/"),
                    forwardedAs("/"),
                    noClientField("Retry-After")))));
  }

  /** The lines under a heading of the page. */
  private static String recipe(String heading) throws IOException {
    String page = Files.readString(PAGE);
    int section = page.indexOf("### " + heading + "\n");
    int start = page.indexOf("```apache\n", section) + 10;
    assertThat(section).as(heading).isPositive();
    return page.substring(start, page.indexOf("```", start));
  }
}
