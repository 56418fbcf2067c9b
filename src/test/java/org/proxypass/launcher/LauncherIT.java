package org.proxypass.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code java -jar proxypass.war} as a process of its own. */
class LauncherIT {
  @TempDir private Path base;
  private Path working;
  private Path temporary;
  private EchoBackend backend;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void prepare() throws IOException {
    working = Files.createDirectory(base.resolve("working"));
    temporary = Files.createDirectory(base.resolve("temporary"));
    backend = EchoBackend.start();
  }

  @AfterEach
  void end() {
    backend.close();
  }

  @Test
  void a_good_configuration_passes_the_check() throws Exception {
    write("site.conf", "ProxyPass /app " + backend.url() + "/app");
    try (ForkedProcess process = launch("-t", "-f", "site.conf")) {
      assertThat(process.awaitExit()).isZero();
      assertThat(process.out()).isEqualTo("Syntax OK" + System.lineSeparator());
      assertThat(process.err()).isEmpty();
    }
  }

  @Test
  void every_error_of_a_configuration_is_told_with_its_place() throws Exception {
    write(
        "site.conf",
        "ProxyPas /app http://127.0.0.1:1/",
        "ProxyPass /ok http://127.0.0.1:1/ok",
        "ProxyPreserveHost Maybe");
    try (ForkedProcess process = launch("-t", "-f", "site.conf")) {
      assertThat(process.awaitExit()).isEqualTo(1);
      assertThat(process.out()).isEmpty();
      assertThat(process.err().lines())
          .satisfiesExactly(
              first -> assertThat(first).matches("(.*/)?site\\.conf:1: ProxyPas: .*ProxyPass.*"),
              second -> assertThat(second).matches("(.*/)?site\\.conf:3: ProxyPreserveHost: .*"));
    }
  }

  @Test
  void nothing_starts_with_a_broken_configuration() throws Exception {
    int port = freePort();
    write("proxy.conf", "Listen 127.0.0.1:" + port, "ProxyPas / http://127.0.0.1:1/");
    try (ForkedProcess process = launch()) {
      assertThat(process.awaitExit()).isEqualTo(1);
      assertThat(process.out()).isEmpty();
      assertThat(process.err()).contains("proxy.conf:2: ProxyPas: ");
    }
  }

  @Test
  void a_file_that_is_missing_is_named() throws Exception {
    try (ForkedProcess process = launch("-f", "nowhere.conf")) {
      assertThat(process.awaitExit()).isEqualTo(1);
      assertThat(process.err()).contains("nowhere.conf");
    }
  }

  @Test
  void hosts_and_mappings_are_shown_in_the_order_of_their_trial() throws Exception {
    write(
        "proxy.conf",
        "Listen 127.0.0.1:8081",
        "ProxyPass /img !",
        "ProxyPass / http://127.0.0.1:1/",
        "<VirtualHost *:8081>",
        "  ServerName shop.example",
        "  ServerAlias *.shop.example",
        "  <Location /cart>",
        "    ProxyPass http://127.0.0.1:2/cart",
        "  </Location>",
        "  ProxyPassMatch ^/(.*\\.css)$ http://127.0.0.1:3/$1 nocanon",
        "</VirtualHost>");
    try (ForkedProcess process = launch("-S")) {
      assertThat(process.awaitExit()).isZero();
      assertThat(process.out().lines())
          .containsExactly(
              "Listen 127.0.0.1:8081",
              "Main server (where no virtual host has the address)",
              "  ProxyPass /img !",
              "  ProxyPass / http://127.0.0.1:1/",
              "VirtualHost *:8081 (default)",
              "  ServerName shop.example",
              "  ServerAlias *.shop.example",
              "  <Location /cart> ProxyPass http://127.0.0.1:2/cart",
              "  ProxyPass /img !",
              "  ProxyPass / http://127.0.0.1:1/",
              "  ProxyPassMatch ^/(.*\\.css)$ http://127.0.0.1:3/$1 nocanon");
    }
  }

  @ParameterizedTest(name = "{0} prints {1}")
  @CsvSource({
    "-h, Usage: java -jar proxypass.war",
    "-v, proxypass ",
    "-v, Apache Tomcat 11.",
    "-v, Apache HttpClient 5.",
    "-L, ProxyPassReverse",
  })
  void what_needs_no_configuration(String option, String text) throws Exception {
    try (ForkedProcess process = launch(option)) {
      assertThat(process.awaitExit()).isZero();
      assertThat(process.out()).contains(text);
      assertThat(process.err()).isEmpty();
    }
  }

  @Test
  void a_wrong_option_is_told_from_a_wrong_configuration_by_the_exit_status() throws Exception {
    try (ForkedProcess process = launch("--port", "80")) {
      assertThat(process.awaitExit()).isEqualTo(2);
      assertThat(process.err()).contains("--port", "-h");
    }
  }

  @Test
  void without_a_configuration_it_says_how_to_begin() throws Exception {
    try (ForkedProcess process = launch()) {
      assertThat(process.awaitExit()).isEqualTo(2);
      assertThat(process.err()).contains("proxy.conf", "-f FILE", "--demo");
    }
  }

  @Test
  void a_properties_file_in_the_working_directory_is_found() throws Exception {
    write("proxy.properties", "ProxyPass = /app " + backend.url() + "/app");
    try (ForkedProcess process = launch("-t")) {
      assertThat(process.awaitExit()).isZero();
    }
  }

  @Test
  void one_line_tells_that_all_listeners_are_up_and_requests_are_forwarded() throws Exception {
    write(
        "proxy.conf",
        "Listen 127.0.0.1:0",
        "Listen 127.0.0.1:0",
        "<IfDefine APP>",
        "  ProxyPass /app " + backend.url() + "/${APP}",
        "</IfDefine>");
    try (ForkedProcess process = launch("-D", "APP=inner")) {
      List<String> urls = awaitReady(process);

      assertThat(urls).hasSize(2);
      for (String url : urls) {
        assertThat(get(url + "app/x?y=z").body()).startsWith("GET /inner/x?y=z\n");
      }
      assertThat(process.out().lines()).hasSize(1);
      assertThat(process.err()).isEmpty();
    }
  }

  @Test
  void a_port_in_use_is_named_and_nothing_is_left_running() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String listen = "Listen 127.0.0.1:" + taken.getLocalPort();
      write("proxy.conf", "Listen 127.0.0.1:0", listen, "ProxyPass / " + backend.url() + "/");
      try (ForkedProcess process = launch()) {
        assertThat(process.awaitExit()).isEqualTo(1);
        assertThat(process.out()).isEmpty();
        assertThat(process.err()).contains(listen).containsIgnoringCase("in use");
        assertThat(temporaryFolders()).isEmpty();
      }
    }
  }

  @Test
  void a_stop_takes_no_more_connections_and_finishes_the_exchange_in_flight() throws Exception {
    write("proxy.conf", "Listen 127.0.0.1:0", "ProxyPass / " + backend.url() + "/");
    try (ForkedProcess process = launch()) {
      String url = awaitReady(process).get(0);
      CompletableFuture<HttpResponse<String>> inFlight =
          client.sendAsync(request(url + "held"), BodyHandlers.ofString());
      backend.awaitHeld();

      process.terminate();

      await().until(() -> refused(URI.create(url).getPort()));
      assertThat(process.isAlive()).isTrue();
      backend.release();
      assertThat(inFlight.get(30, TimeUnit.SECONDS).body()).startsWith("GET /held\n");
      assertThat(process.awaitExit()).isIn(0, 143);
      assertThat(temporaryFolders()).isEmpty();
    }
  }

  @Test
  void a_changed_file_is_applied_while_it_serves() throws Exception {
    int port = freePort();
    String listen = "Listen 127.0.0.1:" + port;
    write("proxy.conf", listen, "ProxyPass /app " + backend.url() + "/old");
    try (ForkedProcess process = launch()) {
      String url = awaitReady(process).get(0);
      assertThat(get(url + "app/x").body()).startsWith("GET /old/x\n");

      long changed = System.nanoTime();
      write("proxy.conf", listen, "ProxyPass /app " + backend.url() + "/new-one");

      await()
          .pollInterval(Duration.ofMillis(50))
          .until(() -> get(url + "app/x").body().startsWith("GET /new-one/x\n"));
      assertThat(Duration.ofNanos(System.nanoTime() - changed)).isLessThan(Duration.ofSeconds(5));
      write("proxy.conf", listen, "ProxyPas /app " + backend.url() + "/broken");
      process.awaitOutput("stays in force");
      assertThat(process.err()).contains("proxy.conf:2: ProxyPas: ");
      assertThat(get(url + "app/x").body()).startsWith("GET /new-one/x\n");
    }
  }

  @ParameterizedTest(name = "SIG{0}")
  @ValueSource(strings = {"HUP", "USR1"})
  void a_signal_has_the_configuration_read_again(String signal) throws Exception {
    String listen = "Listen 127.0.0.1:" + freePort();
    write("proxy.conf", listen, "ProxyReload Off", "ProxyPass /app " + backend.url() + "/old");
    try (ForkedProcess process = launch()) {
      String url = awaitReady(process).get(0);
      write("proxy.conf", listen, "ProxyReload Off", "ProxyPass /app " + backend.url() + "/new");

      process.signal(signal);

      await().until(() -> get(url + "app/x").body().startsWith("GET /new/x\n"));
      assertThat(process.isAlive()).isTrue();
      process.terminate();
      assertThat(process.awaitExit()).isIn(0, 143);
      assertThat(temporaryFolders()).isEmpty();
    }
  }

  @ParameterizedTest(name = "when {0} is loaded")
  @ValueSource(
      strings = {
        "org.proxypass.launcher.Launcher",
        "org.proxypass.config.ConfigLoader",
        "org.apache.catalina.core.StandardServer",
        "org.apache.catalina.connector.Connector",
      })
  void a_stop_before_it_is_ready_is_quiet(String loadedByThen) throws Exception {
    write("proxy.conf", "Listen 127.0.0.1:0", "ProxyPass / " + backend.url() + "/");
    Path loaded = Files.createFile(base.resolve("loaded.txt"));
    try (ForkedProcess process = launchOn(List.of("-Xlog:class+load:file=" + loaded))) {
      await()
          .pollInterval(Duration.ofMillis(2))
          .until(() -> Files.readString(loaded).contains(" " + loadedByThen + " "));

      process.terminate();

      assertThat(process.awaitExit()).isIn(0, 143);
      assertThat(process.err()).isEmpty();
      assertThat(temporaryFolders()).isEmpty();
    }
  }

  @Test
  void a_stop_does_not_wait_longer_than_it_is_told_to() throws Exception {
    write(
        "proxy.conf",
        "Listen 127.0.0.1:0",
        "GracefulShutdownTimeout 1",
        "ProxyPass / " + backend.url() + "/");
    try (ForkedProcess process = launch()) {
      String url = awaitReady(process).get(0);
      CompletableFuture<HttpResponse<String>> inFlight =
          client.sendAsync(request(url + "held"), BodyHandlers.ofString());
      backend.awaitHeld();

      process.terminate();

      assertThat(process.awaitExit()).isIn(0, 143);
      assertThat(inFlight).failsWithin(Duration.ofSeconds(10));
      assertThat(temporaryFolders()).isEmpty();
    }
  }

  @Test
  void the_jars_of_a_killed_run_are_removed_by_the_next() throws Exception {
    write("proxy.conf", "Listen 127.0.0.1:0", "ProxyPass / " + backend.url() + "/");
    try (ForkedProcess killed = launch()) {
      awaitReady(killed);
      killed.kill();
    }
    assertThat(temporaryFolders()).hasSize(1);

    try (ForkedProcess next = launch("-t")) {
      assertThat(next.awaitExit()).isZero();
    }

    assertThat(temporaryFolders()).isEmpty();
  }

  @Test
  void the_demo_greets_from_two_backends() throws Exception {
    try (ForkedProcess process = launch("--demo")) {
      String url = awaitReady(process).get(0);

      process.awaitOutput("Ctrl-C");
      assertThat(get(url + "hello").body()).isEqualTo("Hello world!\n");
      assertThat(get(url + "howdy").body()).isEqualTo("Howdy world!\n");
      assertThat(List.of(get(url).body(), get(url).body(), get(url).body(), get(url).body()))
          .containsExactly("Hello world!\n", "Howdy world!\n", "Hello world!\n", "Howdy world!\n");
      assertThat(get(url + "server-status?auto").body())
          .contains("ProxyBalancer[0]Worker[0]Elected: 2\n")
          .contains("ProxyBalancer[0]Worker[1]Elected: 2\n");
      assertThat(process.out())
          .contains("curl " + url + "howdy", "ProxyPass        /howdy http://");

      process.terminate();
      assertThat(process.awaitExit()).isIn(0, 143);
    }
  }

  private ForkedProcess launch(String... arguments) throws IOException {
    return launchOn(List.of(), arguments);
  }

  private ForkedProcess launchOn(List<String> options, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-Djava.io.tmpdir=" + temporary);
    command.add("-jar");
    command.add(System.getProperty("proxypass.war"));
    command.addAll(List.of(arguments));
    return ForkedProcess.start(working, Map.of(), command);
  }

  private void write(String name, String... lines) throws IOException {
    Files.write(working.resolve(name), List.of(lines));
  }

  private static List<String> awaitReady(ForkedProcess process) {
    process.awaitOutput("READY ");
    await().until(() -> process.out().contains("\n"));
    String line = process.out().lines().findFirst().orElseThrow();
    return List.of(line.substring("READY ".length()).split(" "));
  }

  private HttpResponse<String> get(String url) throws Exception {
    return client.send(request(url), BodyHandlers.ofString());
  }

  private static HttpRequest request(String url) {
    return HttpRequest.newBuilder(URI.create(url)).build();
  }

  private static boolean refused(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return !socket.isConnected();
    } catch (ConnectException e) {
      return true;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private List<Path> temporaryFolders() throws IOException {
    try (Stream<Path> folders = Files.list(temporary)) {
      return folders
          .filter(path -> path.getFileName().toString().startsWith("proxypass-"))
          .toList();
    }
  }
}
