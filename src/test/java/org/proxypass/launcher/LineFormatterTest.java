package org.proxypass.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LineFormatterTest {
  private final LineFormatter formatter = new LineFormatter();

  @Test
  void a_record_is_one_line_with_time_level_logger_and_message() {
    assertThat(formatter.format(record("started", null)))
        .matches(
            "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO some\\.logger: started\\R");
  }

  @Test
  void trouble_with_a_peer_is_told_without_frames() {
    String line =
        formatter.format(record("aborted", new IOException("write", new EOFException("gone"))));

    assertThat(line)
        .endsWith(
            "aborted: java.io.IOException: write, caused by java.io.EOFException: gone"
                + System.lineSeparator());
  }

  @Test
  void a_fault_of_the_program_names_the_frames_it_came_from_on_the_same_line() {
    String line = formatter.format(record("failed", new IllegalStateException("no")));

    assertThat(line.strip()).doesNotContain("\n").contains("IllegalStateException: no at ", " < ");
  }

  @Test
  void a_line_end_in_a_message_does_not_start_a_line() {
    assertThat(formatter.format(record("a\r\nb\u0000\u001b", null)))
        .endsWith(": a\\x0d\\x0ab\\x00\\x1b" + System.lineSeparator());
  }

  private static LogRecord record(String message, Throwable thrown) {
    LogRecord record = new LogRecord(Level.INFO, message);
    record.setLoggerName("some.logger");
    record.setThrown(thrown);
    return record;
  }
}
