package org.proxypass.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proxypass.testing.Implementation;
import org.proxypass.testing.ProxyUnderTest;
import org.proxypass.testing.RawClient;
import org.proxypass.testing.RawResponse;
import org.proxypass.testing.RecordingBackend;
import org.proxypass.testing.Script;

/** What the status says of the requests before. */
class StatusTest {
  private static final String CONFIGURATION =
      """
      ProxyStatus On
      <Proxy balancer://cluster>
        BalancerMember http://%1$s/c route=one
      </Proxy>
      ProxyPass /app http://%1$s/app
      ProxyPass /cluster balancer://cluster
      <Location /status>
        SetHandler server-status
      </Location>
      """;

  private RecordingBackend backend;
  private ProxyUnderTest proxy;

  @BeforeEach
  void start() throws IOException {
    backend = RecordingBackend.start("backend");
    proxy = Implementation.PROXYPASS.start(port -> CONFIGURATION.formatted(backend.authority()));
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    backend.close();
  }

  private RawResponse get(String target) throws IOException {
    return RawClient.exchange(
        proxy.port(), "GET " + target + " HTTP/1.1\r\nHost: front.test\r\n\r\n");
  }

  private void awaitStatus(String query, String part) {
    // A response is complete for its client a moment before its exchange is over.
    await().untilAsserted(() -> assertThat(get("/status?" + query).text()).contains(part));
  }

  @Test
  void requests_are_counted_by_mapping() throws IOException {
    backend.play(Script.bytes("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"));
    get("/app/1");
    get("/app/2");
    get("/cluster/3");
    String target = "\"target\":\"http://" + backend.authority() + "/app\"";
    awaitStatus("format=json", target + ",\"requests\":2,\"errors\":0,\"bytes\":10,");
    awaitStatus(
        "format=json",
        "\"target\":\"balancer://cluster\",\"requests\":1,\"errors\":0,\"bytes\":5,");
  }

  @Test
  void an_error_of_a_backend_is_an_error_of_its_mapping() throws IOException {
    backend.play(Script.bytes("HTTP/1.1 503 Oops\r\nContent-Length: 0\r\n\r\n"));
    get("/app/1");
    awaitStatus(
        "format=prometheus",
        "proxypass_mapping_errors_total{host=\"\",path=\"/app\",target=\"http://"
            + backend.authority()
            + "/app\"} 1\n");
    awaitStatus("format=prometheus", "proxypass_requests_total{class=\"5xx\"} 1\n");
  }

  @Test
  void a_response_that_breaks_off_is_counted_as_broken() throws IOException {
    backend.play(Script.bytesThenClose("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello"));
    get("/app/1");
    awaitStatus("format=prometheus", "proxypass_responses_broken_total 1\n");
    awaitStatus("format=json", "\"busy\":1,");
  }

  @Test
  void a_refused_request_is_not_forwarded() throws IOException {
    get("/nothing");
    get("/app/%2F");
    awaitStatus("format=prometheus", "proxypass_requests_total{class=\"4xx\"} 2\n");
    awaitStatus("auto", "Total Accesses: ");
  }

  @Test
  void metrics_end_as_openmetrics_demands() throws IOException {
    RawResponse metrics = get("/status?format=prometheus");
    assertThat(metrics.values("Content-Type").get(0))
        .startsWith("application/openmetrics-text")
        .contains("version=1.0.0");
    assertThat(metrics.text()).endsWith("\n# EOF\n");
    assertThat(metrics.text().lines().filter(line -> !line.startsWith("#")))
        .isNotEmpty()
        .allMatch(line -> line.matches("[a-z_]+(\\{.*\\})? -?[0-9.]+"))
        .doesNotHaveDuplicates();
  }

  @Test
  void the_page_lets_nothing_else_in() throws IOException {
    RawResponse page = get("/status?refresh=5");
    assertThat(page.values("Content-Type").get(0)).isEqualToIgnoringCase("text/html;charset=utf-8");
    assertThat(page.values("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(page.values("Cache-Control")).containsExactly("no-store");
    assertThat(page.values("Content-Security-Policy").get(0)).startsWith("default-src 'none'");
    assertThat(page.text()).contains("balancer://cluster", "<table").doesNotContain("<script");
    assertThat(get("/status?notable").text())
        .contains("balancer://cluster")
        .doesNotContain("<table");
  }

  @Test
  void jmx_shows_the_same_and_forgets_it_at_the_end() throws Exception {
    get("/app/1");
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName names = new ObjectName("org.proxypass:type=Status,context=/,*");
    await().untilAsserted(() -> assertThat(own(server, names)).isNotNull());
    ObjectName name = own(server, names);
    await().until(() -> server.getAttribute(name, "Requests").equals(1L));
    assertThat(server.getAttribute(name, "Busy")).isEqualTo(0L);
    assertThat(((TabularData) server.getAttribute(name, "Workers")).size()).isEqualTo(1);
    assertThat(((TabularData) server.getAttribute(name, "Members")).size()).isEqualTo(1);
    assertThat(((TabularData) server.getAttribute(name, "RequestsByClass")).size()).isEqualTo(5);
    proxy.close();
    assertThat(server.isRegistered(name)).isFalse();
  }

  /** Other tests may run servers in this JVM; ours is the one that maps to our backend. */
  private ObjectName own(MBeanServer server, ObjectName names) throws Exception {
    Set<ObjectName> found = server.queryNames(names, null);
    for (ObjectName name : found) {
      if (server.getAttribute(name, "Workers").toString().contains(backend.authority())) {
        return name;
      }
    }
    return null;
  }

  @Test
  void two_applications_do_not_clash() throws Exception {
    ProxyUnderTest second =
        Implementation.PROXYPASS.start(port -> CONFIGURATION.formatted(backend.authority()));
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName names = new ObjectName("org.proxypass:type=Status,context=/,*");
    try {
      await().untilAsserted(() -> assertThat(server.queryNames(names, null)).hasSizeGreaterThan(1));
    } finally {
      second.close();
    }
  }
}
