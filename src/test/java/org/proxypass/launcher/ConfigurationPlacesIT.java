package org.proxypass.launcher;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Where a deployed WAR finds its configuration when no environment variable names one. */
@ParameterizedClass(name = "Tomcat {0}")
@ValueSource(strings = {"10", "11"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConfigurationPlacesIT {
  @Parameter private String version;
  private Path directory;
  private EchoBackend backend;
  private StockTomcat tomcat;
  private Path base;

  @BeforeParameterizedClassInvocation
  void start(String version, @TempDir Path temporary) throws Exception {
    directory = temporary;
    backend = EchoBackend.start();
    base = StockTomcat.createBase(directory.resolve("base"));
    deploy("conf", Map.of("WEB-INF/proxy.conf", conf("/c", "conf")));
    deploy("properties", Map.of("WEB-INF/proxy.properties", properties("/c", "properties")));
    deploy(
        "both",
        Map.of(
            "WEB-INF/proxy.conf", conf("/c", "conf"),
            "WEB-INF/proxy.properties", properties("/c", "properties")));
    String added = WarFile.webXml(Map.of("ProxyPass", "/x !\n /p " + backend.url() + "/parameter"));
    deploy("parameters", Map.of("WEB-INF/web.xml", added));
    deploy("added", Map.of("WEB-INF/web.xml", added, "WEB-INF/proxy.conf", conf("/c", "conf")));
    deploy(
        "relative",
        Map.of(
            "WEB-INF/web.xml", WarFile.webXml(Map.of("config", "WEB-INF/sub.conf")),
            "WEB-INF/sub.conf", conf("/c", "relative"),
            "WEB-INF/proxy.conf", conf("/c", "conf")));
    deploy(
        "beside",
        Map.of(
            "WEB-INF/web.xml",
            WarFile.webXml(Map.of())
                .replace("</web-app>", servlet("solr", backend.url() + "/app") + "</web-app>"),
            "WEB-INF/proxy.conf",
            conf("/c", "conf")));
    deploy("broken", Map.of("WEB-INF/proxy.conf", "ProxyPass / http://127.0.0.1:1/\nProxyPas /\n"));
    tomcat = StockTomcat.start(version, base, "", Map.of());
  }

  private void deploy(String name, Map<String, String> files) throws Exception {
    WarFile.built(base.resolve("webapps").resolve(name + ".war"), files);
  }

  private String conf(String path, String name) {
    return "ProxyPass " + path + " " + backend.url() + "/" + name + "\n";
  }

  private String properties(String path, String name) {
    return "ProxyPass = " + path + " " + backend.url() + "/" + name + "\n";
  }

  @AfterParameterizedClassInvocation
  void stop() throws Exception {
    tomcat.close();
    backend.close();
  }

  @ParameterizedTest(name = "{0} is asked as {1}: {2}")
  @CsvSource({
    "/conf/c/1, /conf/1, WEB-INF/proxy.conf",
    "/properties/c/1, /properties/1, WEB-INF/proxy.properties",
    "/both/c/1, /conf/1, proxy.conf comes before proxy.properties",
    "/parameters/p/1, /parameter/1, directives as parameters",
    "/added/c/1, /conf/1, the file",
    "/added/p/1, /parameter/1, and the parameters in addition",
    "/beside/c/1, /conf/1, the proxy of the whole context",
    "/beside/solr/1, /app/1, beside a servlet with a configuration of its own",
    "/relative/c/1, /relative/1, the parameter config comes before WEB-INF/proxy.conf",
  })
  void found(String asked, String forwarded, String why) throws Exception {
    assertThat(tomcat.get(asked).body()).as(why).startsWith("GET " + forwarded + "\n");
  }

  @Test
  void a_broken_configuration_keeps_its_own_context_down_and_names_the_place() throws Exception {
    assertThat(tomcat.get("/broken/").statusCode()).isEqualTo(404);
    assertThat(tomcat.log()).contains("proxy.conf:2: ProxyPas: ");
  }

  @Test
  void a_system_property_names_the_file() throws Exception {
    Path file =
        Files.writeString(directory.resolve("system.properties"), properties("/s", "system"));
    Path other = StockTomcat.createBase(directory.resolve("other"));
    WarFile.built(
        other.resolve("webapps/ROOT.war"), Map.of("WEB-INF/proxy.conf", conf("/c", "conf")));
    try (StockTomcat named =
        StockTomcat.start(version, other, "-DPROXYPASS_CONFIG=" + file, Map.of())) {
      assertThat(named.get("/s/1").body()).startsWith("GET /system/1\n");
      assertThat(named.get("/c/1").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void a_war_of_ones_own_holds_filters_and_a_proxy_on_a_prefix() throws Exception {
    Path own = StockTomcat.createBase(directory.resolve("own"));
    String webXml =
        """
        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0" metadata-complete="true">
          <filter>
            <filter-name>sign-on</filter-name>
            <filter-class>org.proxypass.launcher.SignOnFilter</filter-class>
            <async-supported>true</async-supported>
          </filter>
          <filter-mapping>
            <filter-name>sign-on</filter-name>
            <url-pattern>/solr/*</url-pattern>
          </filter-mapping>
          %s
          %s
        </web-app>
        """
            .formatted(
                servlet("solr", backend.url() + "/app"), servlet("wiki", backend.url() + "/w"));
    WarFile.own(
        own.resolve("webapps/team.war"),
        webXml,
        List.of(SignOnFilter.class, SignOnFilter.SignedOn.class));
    try (StockTomcat team = StockTomcat.start(version, own, "", Map.of())) {
      assertThat(team.get("/team/solr/select").statusCode()).isEqualTo(401);
      assertThat(team.get("/team/solr/select?q=1", "Cookie", "ticket=ada").body())
          .startsWith("GET /app/select?q=1\n")
          .containsIgnoringCase("x-user: ada");
      assertThat(team.get("/team/solr/redirect", "Cookie", "ticket=ada").headers().map())
          .containsEntry("location", List.of(team.url() + "/team/solr/next"));
      assertThat(team.get("/team/wiki/page").body()).startsWith("GET /w/page\n");
      assertThat(team.get("/team/other").statusCode()).isEqualTo(404);
    }
  }

  private static String servlet(String name, String target) {
    return """
    <servlet>
      <servlet-name>%s</servlet-name>
      <servlet-class>org.proxypass.webapp.ProxyServlet</servlet-class>
      <init-param><param-name>ProxyPass</param-name><param-value>%s</param-value></init-param>
      <init-param><param-name>ProxyPassReverse</param-name><param-value>%s</param-value></init-param>
      <async-supported>true</async-supported>
    </servlet>
    <servlet-mapping>
      <servlet-name>%s</servlet-name>
      <url-pattern>/%s/*</url-pattern>
    </servlet-mapping>
    """
        .formatted(name, target, target, name, name);
  }
}
