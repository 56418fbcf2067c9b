package org.proxypass.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.tools.attach.VirtualMachine;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** A balancer, its pages and its files in WARs that a stock Tomcat runs, below context paths. */
@ParameterizedClass(name = "Tomcat {0}")
@ValueSource(strings = {"10", "11"})
class BalancerInTomcatIT {
  private static final Pattern TOKEN = Pattern.compile("\"nonce\":\"([^\"]+)\"");
  private static final Pattern ACTION =
      Pattern.compile("<form method=\"post\" action=\"([^\"]+)\"");
  private static final String MANAGER = "/edge/manager";

  @TempDir Path directory;
  @Parameter private String version;
  private EchoBackend one;
  private EchoBackend two;
  private StockTomcat tomcat;
  private Path configuration;

  @BeforeEach
  void start() throws Exception {
    one = EchoBackend.start();
    two = EchoBackend.start();
    configuration =
        Files.writeString(
            directory.resolve("edge.conf"),
            """
            BalancerPersist On
            ProxyStatus On
            CustomLog %1$s/access.log "%%m %%U %%>s %%{BALANCER_WORKER_ROUTE}e"
            <Proxy balancer://shop>
              BalancerMember %2$s route=one
              BalancerMember %3$s route=two
              ProxySticky LB
            </Proxy>
            ProxyPass        /shop balancer://shop/app
            ProxyPassReverse /shop balancer://shop/app
            <Location /manager>
              SetHandler balancer-manager
              Require local
            </Location>
            <Location /server-status>
              SetHandler server-status
              Require local
            </Location>
            """
                .formatted(directory, one.url(), two.url()));
    Path webapps = StockTomcat.createBase(directory.resolve("base")).resolve("webapps");
    String webXml = WarFile.webXml(Map.of("config", configuration.toString()));
    for (String name : List.of("edge", "a#b", "ROOT")) {
      WarFile.built(webapps.resolve(name + ".war"), Map.of("WEB-INF/web.xml", webXml));
    }
    tomcat = StockTomcat.start(version, directory.resolve("base"), "", Map.of());
  }

  @AfterEach
  void stop() {
    tomcat.close();
    one.close();
    two.close();
  }

  private String json() throws Exception {
    return tomcat.get(MANAGER + "?format=json").body();
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
    return matcher.group(1);
  }

  /** The answer to the manager's form for a member. */
  private HttpResponse<String> change(EchoBackend member, String field) throws Exception {
    String form = "b=shop&nonce=" + first(TOKEN, json()) + "&w=" + member.url() + "&" + field;
    return tomcat.post(
        MANAGER,
        form,
        "Content-Type",
        "application/x-www-form-urlencoded",
        "Referer",
        tomcat.url() + MANAGER);
  }

  private EchoBackend served(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body().contains("Host: " + one.url().substring(7)) ? one : two;
  }

  @Test
  void clients_stay_at_their_member_until_it_is_lost() throws Exception {
    HttpResponse<String> welcome = tomcat.get("/edge/shop/x");
    String cookie = welcome.headers().firstValue("Set-Cookie").orElseThrow();
    String sent = cookie.replaceFirst(";.*", "");
    EchoBackend chosen = served(welcome);

    assertThat(cookie).startsWith("LB=").contains("; Path=/edge;", "HttpOnly", "SameSite=Lax");
    for (int i = 0; i < 4; i++) {
      HttpResponse<String> next = tomcat.get("/edge/shop/x", "Cookie", sent);
      assertThat(served(next)).isSameAs(chosen);
      assertThat(next.headers().firstValue("Set-Cookie")).isEmpty();
    }
    chosen.close();
    HttpResponse<String> moved = tomcat.get("/edge/shop/x", "Cookie", sent);
    assertThat(served(moved)).isNotSameAs(chosen);
    assertThat(moved.headers().firstValue("Set-Cookie")).isPresent();
    assertThat(tomcat.log()).contains("is left alone for 60 s");
  }

  @Test
  void the_manager_changes_what_survives_a_restart() throws Exception {
    assertThat(first(ACTION, tomcat.get(MANAGER).body())).isEqualTo(MANAGER);
    assertThat(change(one, "w_status_D=1").statusCode()).isEqualTo(200);
    assertThat(json()).contains("\"flags\":\"D\"");
    assertThat(tomcat.get("/a/b/manager?format=json").body()).doesNotContain("\"flags\":\"D\"");
    for (int i = 0; i < 3; i++) {
      assertThat(served(tomcat.get("/edge/shop/x"))).isSameAs(two);
    }
    Path state = directory.resolve("edge.conf.state");
    await().until(() -> Files.exists(state));

    tomcat.close();
    tomcat = StockTomcat.start(version, directory.resolve("base"), "", Map.of());

    assertThat(json()).contains("\"flags\":\"D\"");
    assertThat(served(tomcat.get("/edge/shop/x"))).isSameAs(two);
  }

  @Test
  void status_and_access_log_tell_what_was_served() throws Exception {
    assertThat(tomcat.get("/edge/shop/a").statusCode()).isEqualTo(200);
    assertThat(tomcat.get("/edge/shop/b").statusCode()).isEqualTo(200);
    assertThat(tomcat.get("/edge/none").statusCode()).isEqualTo(404);

    assertThat(tomcat.get("/edge/server-status?format=json").body())
        .contains(
            "\"path\":\"/shop\"", "\"requests\":2", "\"name\":\"balancer://shop\"", one.url());
    assertThat(tomcat.get("/edge/server-status?auto").body())
        .contains("Total Accesses: ", "ProxyBalancer[0]Name: balancer://shop");
    Path log = directory.resolve("access.log");
    await()
        .untilAsserted(
            () ->
                assertThat(Files.readAllLines(log))
                    .startsWith(
                        "GET /edge/shop/a 200 one",
                        "GET /edge/shop/b 200 two",
                        "GET /edge/none 404 -"));
  }

  @Test
  void a_redirect_of_a_member_keeps_the_context_path() throws Exception {
    HttpResponse<String> answer = tomcat.get("/a/b/shop/redirect");

    assertThat(answer.statusCode()).isEqualTo(302);
    Optional<String> location = answer.headers().firstValue("Location");
    assertThat(location).hasValue(tomcat.url() + "/a/b/shop/next");
  }

  @Test
  void every_deployment_has_management_beans_of_its_own() throws Exception {
    assertThat(beans())
        .containsExactly(
            "org.proxypass:context=/,type=Configuration",
            "org.proxypass:context=/,type=Status",
            "org.proxypass:context=/a/b,type=Configuration",
            "org.proxypass:context=/a/b,type=Status",
            "org.proxypass:context=/edge,type=Configuration",
            "org.proxypass:context=/edge,type=Status");
    assertThat(tomcat.log()).doesNotContain("SEVERE", "WARNING", "Exception");
  }

  private Set<String> beans() throws Exception {
    VirtualMachine machine = VirtualMachine.attach(String.valueOf(tomcat.pid()));
    JMXServiceURL address;
    try {
      address = new JMXServiceURL(machine.startLocalManagementAgent());
    } finally {
      machine.detach();
    }
    Set<String> names = new TreeSet<>();
    try (JMXConnector connector = JMXConnectorFactory.connect(address)) {
      connector
          .getMBeanServerConnection()
          .queryNames(new ObjectName("org.proxypass:*"), null)
          .forEach(name -> names.add(name.getCanonicalName()));
    }
    return names;
  }
}
