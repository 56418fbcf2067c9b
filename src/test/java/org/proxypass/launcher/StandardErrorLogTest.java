package org.proxypass.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class StandardErrorLogTest {
  private static final String SERVLET =
      "org.apache.catalina.core.ContainerBase.[p].[h].[/].[proxy]";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final StandardErrorLog log =
      new StandardErrorLog(new PrintStream(bytes, true, StandardCharsets.UTF_8));

  @Test
  void a_connection_that_the_proxy_broke_off_is_not_told_by_the_container_again() {
    log.publish(record(SERVLET, new IOException("broken off")));

    assertThat(lines()).isEmpty();
  }

  @Test
  void a_fault_of_the_program_is_told_by_the_container() {
    log.publish(record(SERVLET, new IllegalStateException("fault")));

    assertThat(lines()).contains("SEVERE", "IllegalStateException: fault");
  }

  @Test
  void a_slow_seed_for_session_ids_is_nobodys_business() {
    String logger = "org.apache.catalina.util.SessionIdGeneratorBase";
    LogRecord slow = new LogRecord(Level.WARNING, "took [120] milliseconds");
    slow.setLoggerName(logger);
    log.publish(slow);
    assertThat(lines()).isEmpty();

    log.publish(record(logger, new IllegalStateException("no random numbers")));
    assertThat(lines()).contains("no random numbers");
  }

  @Test
  void what_the_proxy_tells_is_told() {
    log.publish(record("org.proxypass.fault", new IOException("reset")));

    assertThat(lines()).contains("org.proxypass.fault: failed: java.io.IOException: reset");
  }

  private String lines() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static LogRecord record(String logger, Throwable thrown) {
    LogRecord record = new LogRecord(Level.SEVERE, "failed");
    record.setLoggerName(logger);
    record.setThrown(thrown);
    return record;
  }
}
