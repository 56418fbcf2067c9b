package org.proxypass.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The WAR in a stock Tomcat, as ROOT and under context paths, configured by a file that the
 * environment variable PROXYPASS_CONFIG names.
 */
@ParameterizedClass(name = "Tomcat {0}")
@ValueSource(strings = {"10", "11"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContextPathIT {
  @Parameter private String version;
  private Path directory;
  private EchoBackend backend;
  private StockTomcat tomcat;

  @BeforeParameterizedClassInvocation
  void start(String version, @TempDir Path temporary) throws Exception {
    directory = temporary;
    backend = EchoBackend.start();
    Path file = configuration("site.conf", "/app");
    Path other = configuration("other.conf", "/other");
    Path webapps = StockTomcat.createBase(directory.resolve("base")).resolve("webapps");
    WarFile.built(webapps.resolve("ROOT.war"), Map.of());
    WarFile.built(webapps.resolve("edge.war"), Map.of());
    WarFile.built(webapps.resolve("a#b.war"), Map.of());
    String webXml = WarFile.webXml(Map.of("config", other.toString()));
    WarFile.built(webapps.resolve("named.war"), Map.of("WEB-INF/web.xml", webXml));
    tomcat =
        StockTomcat.start(
            version, webapps.getParent(), "", Map.of("PROXYPASS_CONFIG", file.toString()));
  }

  private Path configuration(String name, String path) throws Exception {
    return Files.write(
        directory.resolve(name),
        List.of(
            "ProxyPass " + path + "/local !",
            "ProxyPass " + path + " " + backend.url() + "/app",
            "ProxyPassReverse " + path + " " + backend.url() + "/app",
            "ProxyPassReverseCookiePath /app " + path));
  }

  @AfterParameterizedClassInvocation
  void stop() throws Exception {
    tomcat.close();
    backend.close();
  }

  @ParameterizedTest(name = "{0} is asked as {1}")
  @CsvSource({
    "/app, /app",
    "/app/, /app/",
    "/app/x/y?q=1&q=%2F, /app/x/y?q=1&q=%2F",
    "/app/%C3%A9%20%7E, /app/%C3%A9%20~",
    "/edge/app/x, /app/x",
    "/edge/app, /app",
    "/a/b/app/x, /app/x",
    "/named/other/x, /app/x",
  })
  void mappings_are_relative_to_the_context(String asked, String forwarded) throws Exception {
    assertThat(tomcat.get(asked).body()).startsWith("GET " + forwarded + "\n");
  }

  @ParameterizedTest(name = "{0} is not mapped")
  @ValueSource(
      strings = {"/none", "/app/local", "/edge/none", "/edge/edge/app", "/named/app/x", "/other/x"})
  void what_is_not_mapped_is_not_found(String path) throws Exception {
    assertThat(tomcat.get(path).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest(name = "in context \"{0}\"")
  @CsvSource({"'', /app", "/edge, /app", "/a/b, /app", "/named, /other"})
  void addresses_of_the_backend_come_back_with_the_context_path(String context, String path)
      throws Exception {
    HttpResponse<String> answer = tomcat.get(context + path + "/redirect");

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location"))
        .hasValue(tomcat.url() + context + path + "/next");
    assertThat(answer.headers().firstValue("Content-Location"))
        .hasValue(tomcat.url() + context + path + "/here");
    assertThat(answer.headers().firstValue("Set-Cookie")).hasValue("id=1; Path=" + context + path);
  }

  @Test
  void a_body_goes_through() throws Exception {
    String body = "line\n".repeat(50_000);

    assertThat(tomcat.post("/edge/app/post", body).body())
        .startsWith("POST /app/post\n")
        .endsWith("\n\n" + body);
  }

  @Test
  void nothing_of_the_war_is_public() throws Exception {
    assertThat(tomcat.get("/org/proxypass/launcher/Main.class").statusCode()).isEqualTo(404);
    assertThat(tomcat.get("/WEB-INF/web.xml").statusCode()).isEqualTo(404);
  }

  @Test
  void tomcat_has_nothing_to_complain_about() {
    assertThat(tomcat.log()).doesNotContain("SEVERE", "WARNING", "Exception");
  }
}
