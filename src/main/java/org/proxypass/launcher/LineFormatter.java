package org.proxypass.launcher;

import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * One line per record: time, level, logger, message, and what was thrown with its causes. Trouble
 * with a peer (an {@link IOException}) is told in words; a fault of the program with the frames it
 * came from.
 */
final class LineFormatter extends Formatter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);
  private static final int FRAMES = 8;

  @Override
  public String format(LogRecord record) {
    StringBuilder line = new StringBuilder(160);
    TIME.formatTo(record.getInstant().atZone(ZoneId.systemDefault()), line);
    line.append(' ').append(record.getLevel().getName()).append(' ');
    line.append(record.getLoggerName()).append(": ");
    appendEscaped(line, formatMessage(record));
    appendThrown(line, record.getThrown());
    return line.append(System.lineSeparator()).toString();
  }

  private static void appendThrown(StringBuilder line, @Nullable Throwable thrown) {
    Throwable root = thrown;
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      line.append(cause == thrown ? ": " : ", caused by ");
      appendEscaped(line, cause.toString());
      root = cause;
    }
    if (root == null || root instanceof IOException) {
      return;
    }
    StackTraceElement[] frames = root.getStackTrace();
    for (int i = 0; i < frames.length && i < FRAMES; i++) {
      line.append(i == 0 ? " at " : " < ").append(frames[i]);
    }
  }

  /** What a peer sent may stand in a message: a line end in it must not start a line of the log. */
  private static void appendEscaped(StringBuilder line, @Nullable String text) {
    String shown = String.valueOf(text);
    for (int i = 0; i < shown.length(); i++) {
      char c = shown.charAt(i);
      if (Character.isISOControl(c) && c != '\t') {
        line.append("\\x").append(Character.forDigit(c >> 4, 16));
        line.append(Character.forDigit(c & 15, 16));
      } else {
        line.append(c);
      }
    }
  }
}
