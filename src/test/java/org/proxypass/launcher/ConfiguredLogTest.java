package org.proxypass.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proxypass.config.ConfigLoader;
import org.proxypass.config.ProxyConfig;

/** Logs go where the configuration says, or the server does not start. */
class ConfiguredLogTest {
  @TempDir Path directory;

  @Test
  void an_access_log_that_cannot_be_written_stops_the_start() throws Exception {
    ProxyConfig config = load("Listen 127.0.0.1:0\nCustomLog absent/log common");
    assertThatThrownBy(() -> EmbeddedServer.start(config))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("CustomLog: cannot write")
        .hasMessageEndingWith("absent/log: its directory does not exist");
  }

  @Test
  void an_error_log_that_cannot_be_written_stops_the_start() throws Exception {
    ProxyConfig config = load("ErrorLog absent/log");
    LogControl control = new LogControl(new StandardErrorLog(System.err), System.err);
    assertThatThrownBy(() -> control.follow(config))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("ErrorLog: cannot write");
  }

  @Test
  void records_follow_error_log_and_go_back_without_it() throws Exception {
    ByteArrayOutputStream standard = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(standard, true, StandardCharsets.UTF_8);
    StandardErrorLog log = new StandardErrorLog(stream);
    LogControl control = new LogControl(log, stream);
    log.publish(new LogRecord(Level.INFO, "first"));
    control.follow(load("ErrorLog log"));
    log.publish(new LogRecord(Level.INFO, "second"));
    control.follow(load(""));
    log.publish(new LogRecord(Level.INFO, "third"));
    assertThat(directory.resolve("log")).content().contains("second").doesNotContain("third");
    assertThat(standard.toString(StandardCharsets.UTF_8))
        .contains("first", "third")
        .doesNotContain("second");
  }

  @Test
  void nothing_else_follows_a_configuration_whose_error_log_cannot_be_written() throws Exception {
    LogControl control = new LogControl(new StandardErrorLog(System.err), System.err);
    AtomicBoolean followed = new AtomicBoolean();
    ProxyConfig impossible = load("ErrorLog absent/log");

    assertThatThrownBy(() -> control.follow(impossible, () -> followed.set(true)))
        .isInstanceOf(LaunchException.class);

    assertThat(followed).isFalse();
    control.follow(load("ErrorLog log"), () -> followed.set(true));
    assertThat(followed).isTrue();
  }

  @Test
  void the_log_stays_when_something_else_cannot_follow() throws Exception {
    ByteArrayOutputStream standard = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(standard, true, StandardCharsets.UTF_8);
    StandardErrorLog log = new StandardErrorLog(stream);
    LogControl control = new LogControl(log, stream);
    ProxyConfig config = load("ErrorLog log");

    assertThatThrownBy(
            () ->
                control.follow(
                    config,
                    () -> {
                      throw new LaunchException("Listen: port in use");
                    }))
        .hasMessage("Listen: port in use");

    log.publish(new LogRecord(Level.INFO, "still here"));
    assertThat(standard.toString(StandardCharsets.UTF_8)).contains("still here");
  }

  @Test
  void levels_hold_until_a_configuration_has_none() throws Exception {
    Logger logger = Logger.getLogger("org.proxypass.rules");
    LogControl control = new LogControl(new StandardErrorLog(System.err), System.err);
    control.follow(load("LogLevel rewrite:trace1"));
    assertThat(logger.isLoggable(Level.FINEST)).isTrue();
    control.follow(load(""));
    assertThat(logger.getLevel()).isNull();
  }

  private ProxyConfig load(String text) throws Exception {
    return ConfigLoader.create()
        .loadText("ServerRoot \"" + directory + "\"\n" + text, "test.conf")
        .config();
  }
}
