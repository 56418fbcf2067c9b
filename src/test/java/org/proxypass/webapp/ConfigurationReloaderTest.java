package org.proxypass.webapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proxypass.config.ConfigLoader;
import org.proxypass.config.ProxyConfig;
import org.proxypass.config.ServerSettings;
import org.proxypass.testing.CapturedLog;

/** When a configuration is read again, and what becomes of it. */
class ConfigurationReloaderTest {
  @TempDir private Path directory;
  private Path file;
  private CapturedLog log;
  private ConfigurationReloader reloader;
  private final List<ProxyConfig> applied = new ArrayList<>();
  private boolean impossible;

  @BeforeEach
  void start() throws Exception {
    log = CapturedLog.start("org.proxypass");
    file = directory.resolve("proxy.conf");
    write("Timeout 1");
    reloader = reloader(Map.of("context", "/reloader-test"));
  }

  @AfterEach
  void stop() {
    reloader.close();
    log.stop();
  }

  private ConfigurationReloader reloader(Map<String, String> name) throws Exception {
    ConfigurationReloader.Source source = () -> ConfigLoader.create().load(file);
    return new ConfigurationReloader(name, source.load(), source, this::apply);
  }

  private void apply(ProxyConfig config) {
    if (impossible) {
      throw new IllegalStateException("port in use");
    }
    applied.add(config);
  }

  /** Each text of a length of its own, so that a file system with coarse times tells them apart. */
  private void write(String text) throws IOException {
    Files.writeString(file, text + "\n");
  }

  private long timeout() {
    return reloader.config().mainHost().settings().get(ServerSettings.TIMEOUT).toSeconds();
  }

  @Test
  void a_change_is_applied_by_the_second_look_that_finds_it() throws Exception {
    write("Timeout 20");

    reloader.look();
    assertThat(applied).isEmpty();
    reloader.look();

    assertThat(applied).hasSize(1);
    assertThat(timeout()).isEqualTo(20);
    reloader.look();
    reloader.look();
    assertThat(applied).hasSize(1);
  }

  @Test
  void a_file_that_is_still_being_written_is_left_alone() throws Exception {
    write("Timeout 20");
    reloader.look();
    write("Timeout 300");
    reloader.look();
    assertThat(applied).isEmpty();

    reloader.look();

    assertThat(timeout()).isEqualTo(300);
  }

  @Test
  void a_change_that_means_the_same_is_not_applied() throws Exception {
    write("# a comment\nTimeout 1");

    reloader.look();
    reloader.look();

    assertThat(applied).isEmpty();
    assertThat(log.text()).contains("no difference");
  }

  @Test
  void a_broken_file_changes_nothing_and_every_error_is_told_once() throws Exception {
    write("ProxyPas / http://127.0.0.1:1/\nTimeout never");

    for (int i = 0; i < 5; i++) {
      reloader.look();
    }

    assertThat(applied).isEmpty();
    assertThat(timeout()).isEqualTo(1);
    assertThat(log.text())
        .containsOnlyOnce("proxy.conf:1: ProxyPas: ")
        .containsOnlyOnce("proxy.conf:2: Timeout: ");
    assertThat(reloader.lastError()).contains("proxy.conf:1: ProxyPas: ", "proxy.conf:2: Timeout");
  }

  @Test
  void a_file_that_was_broken_is_read_when_it_is_set_right() throws Exception {
    write("Timeout never");
    reloader.look();
    reloader.look();
    write("Timeout 20");

    reloader.look();
    reloader.look();

    assertThat(timeout()).isEqualTo(20);
    assertThat(reloader.lastError()).isEmpty();
  }

  @Test
  void a_file_that_disappears_is_told_and_changes_nothing() throws Exception {
    Files.delete(file);

    reloader.look();
    reloader.look();
    reloader.look();

    assertThat(applied).isEmpty();
    assertThat(log.text()).containsOnlyOnce("proxy.conf' does not exist");
    write("Timeout 20");
    reloader.look();
    reloader.look();
    assertThat(timeout()).isEqualTo(20);
  }

  @Test
  void what_cannot_be_applied_is_told_and_not_tried_again_by_itself() throws Exception {
    impossible = true;
    write("Timeout 20");

    for (int i = 0; i < 4; i++) {
      reloader.look();
    }

    assertThat(timeout()).isEqualTo(1);
    assertThat(log.text()).containsOnlyOnce("cannot be applied");
    assertThat(reloader.lastError()).contains("port in use");
    impossible = false;
    assertThat(reloader.reload()).isEmpty();
    assertThat(timeout()).isEqualTo(20);
  }

  @Test
  void a_file_that_is_nested_too_deeply_does_not_end_the_watching() throws Exception {
    int depth = 50_000;
    write(
        "<Location />\n"
            + "<RequireAny>\n".repeat(depth)
            + "Require all granted\n"
            + "</RequireAny>\n".repeat(depth)
            + "</Location>");
    reloader.look();
    reloader.look();
    assertThat(reloader.lastError()).isNotEmpty();
    write("Timeout 20");
    reloader.look();
    reloader.look();
    assertThat(timeout()).isEqualTo(20);
  }

  @Test
  void who_asks_gets_it_applied_although_nothing_changed() {
    assertThat(reloader.reload()).isEmpty();

    assertThat(applied).hasSize(1);
  }

  @Test
  void after_its_end_it_does_nothing() throws Exception {
    reloader.close();
    write("Timeout 20");

    assertThat(reloader.reload()).isEqualTo("stopped");
    assertThat(applied).isEmpty();
  }

  @Test
  void the_files_are_watched_while_it_runs() throws Exception {
    reloader.start();
    write("Timeout 20");

    await().untilAsserted(() -> assertThat(timeout()).isEqualTo(20));

    reloader.close();
    await()
        .untilAsserted(
            () ->
                assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.getName().equals("configuration-watch")));
  }

  @Test
  void with_ProxyReload_off_only_who_asks_gets_it() throws Exception {
    write("ProxyReload Off");
    reloader.reload();
    reloader.start();
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName name = new ObjectName("org.proxypass:type=Configuration,context=/reloader-test");
    await().until(() -> server.isRegistered(name));
    write("Timeout 20");
    String before = (String) server.getAttribute(name, "LastLoad");

    // Two looks, as the watching thread makes them.
    assertThat(reloader.lookAgain()).isTrue();
    assertThat(reloader.lookAgain()).isTrue();

    assertThat(applied).hasSize(1);
    assertThat(server.invoke(name, "reload", null, null)).isEqualTo("");
    assertThat(timeout()).isEqualTo(20);
    assertThat(Instant.parse((String) server.getAttribute(name, "LastLoad")))
        .isAfterOrEqualTo(Instant.parse(before));
  }

  @Test
  void jmx_shows_the_files_and_the_last_error_of_each_of_two_with_one_name() throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName first = new ObjectName("org.proxypass:type=Configuration,context=/reloader-test");
    ObjectName second = new ObjectName(first + ",instance=2");
    reloader.start();
    await().until(() -> server.isRegistered(first));
    ConfigurationReloader other = reloader(Map.of("context", "/reloader-test"));
    try {
      other.start();
      await().until(() -> server.isRegistered(second));
      write("Timeout never");

      assertThat((String) server.invoke(second, "reload", null, null)).contains(":1: Timeout: ");
      assertThat((String) server.getAttribute(second, "LastError")).contains(":1: Timeout: ");
      assertThat((String[]) server.getAttribute(first, "Files")).containsExactly(file.toString());
    } finally {
      other.close();
      reloader.close();
    }

    assertThat(server.isRegistered(first)).isFalse();
    assertThat(server.isRegistered(second)).isFalse();
  }
}
