package org.proxypass.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that changes under a WAR that a stock Tomcat runs. */
@ParameterizedClass(name = "Tomcat {0}")
@ValueSource(strings = {"10", "11"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContainerReloadIT {
  @Parameter private String version;
  private EchoBackend backend;
  private StockTomcat tomcat;
  private Path contextFile;
  private Path servletFile;

  @BeforeParameterizedClassInvocation
  void start(String version, @TempDir Path directory) throws Exception {
    backend = EchoBackend.start();
    contextFile = directory.resolve("context.conf");
    servletFile = directory.resolve("servlet.conf");
    write(contextFile, "ProxyPass /app " + backend.url() + "/old");
    write(servletFile, "ProxyPass " + backend.url() + "/old");
    Path base = StockTomcat.createBase(directory.resolve("base"));
    String servlet =
        """
        <servlet>
          <servlet-name>own</servlet-name>
          <servlet-class>org.proxypass.webapp.ProxyServlet</servlet-class>
          <init-param>
            <param-name>config</param-name>
            <param-value>%s</param-value>
          </init-param>
          <async-supported>true</async-supported>
        </servlet>
        <servlet-mapping>
          <servlet-name>own</servlet-name>
          <url-pattern>/own/*</url-pattern>
        </servlet-mapping>
        """
            .formatted(servletFile);
    String webXml =
        WarFile.webXml(Map.of("config", contextFile.toString()))
            .replace("</web-app>", servlet + "</web-app>");
    WarFile.built(base.resolve("webapps/edge.war"), Map.of("WEB-INF/web.xml", webXml));
    tomcat = StockTomcat.start(version, base, "", Map.of());
  }

  @AfterParameterizedClassInvocation
  void stop() {
    tomcat.close();
    backend.close();
  }

  private static void write(Path file, String line) throws IOException {
    Files.writeString(file, line + "\n");
  }

  @Test
  void the_context_and_a_servlet_of_its_own_follow_their_files() throws Exception {
    assertThat(tomcat.get("/edge/app/x").body()).startsWith("GET /old/x\n");
    assertThat(tomcat.get("/edge/own/x").body()).startsWith("GET /old/x\n");

    write(contextFile, "ProxyPass /app " + backend.url() + "/context");
    write(servletFile, "ProxyPass " + backend.url() + "/servlet");

    awaitAnswer("/edge/app/x", "GET /context/x\n");
    awaitAnswer("/edge/own/x", "GET /servlet/x\n");
    write(contextFile, "ProxyPas /app " + backend.url() + "/broken");
    await().until(() -> tomcat.log().contains("stays in force"));
    assertThat(tomcat.log()).contains("context.conf:1: ProxyPas: ");
    awaitAnswer("/edge/app/x", "GET /context/x\n");
  }

  private void awaitAnswer(String path, String start) {
    await().atMost(Duration.ofSeconds(5)).until(() -> tomcat.get(path).body().startsWith(start));
  }
}
