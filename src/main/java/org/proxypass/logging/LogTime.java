package org.proxypass.logging;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@code %t} and {@code %{format}t}. */
final class LogTime {
  private static final String COMMON = "[%d/%b/%Y:%H:%M:%S %z]";
  private static final String BEGIN = "begin:";
  private static final String END = "end:";

  private LogTime() {}

  /**
   * The item of {@code %t}.
   *
   * @param argument empty for the common log format's; a format of strftime(3); or sec, msec, usec,
   *     msec_frac, usec_frac; {@code begin:} or {@code end:} may stand in front
   */
  static TotalsItem item(String argument) throws LogFormatException {
    boolean atEnd = argument.startsWith(END);
    String what =
        atEnd || argument.startsWith(BEGIN)
            ? argument.substring(argument.indexOf(':') + 1)
            : argument;
    return switch (what) {
      case "" -> formatted(COMMON, atEnd);
      case "sec" -> (exchange, line) -> line.append(micros(exchange, atEnd) / 1_000_000);
      case "msec" -> (exchange, line) -> line.append(micros(exchange, atEnd) / 1000);
      case "usec" -> (exchange, line) -> line.append(micros(exchange, atEnd));
      case "msec_frac" ->
          (exchange, line) -> digits(micros(exchange, atEnd) / 1000 % 1000, 3, line);
      case "usec_frac" -> (exchange, line) -> digits(micros(exchange, atEnd) % 1_000_000, 6, line);
      default -> formatted(what, atEnd);
    };
  }

  private static long micros(LoggedTotals exchange, boolean atEnd) {
    return exchange.startMicros() + (atEnd ? exchange.elapsedMicros() : 0);
  }

  private static void digits(long value, int count, StringBuilder line) {
    String text = Long.toString(value);
    for (int i = text.length(); i < count; i++) {
      line.append('0');
    }
    line.append(text);
  }

  private static TotalsItem formatted(String format, boolean atEnd) throws LogFormatException {
    SecondCache cache = new SecondCache(formatter(format));
    return (exchange, line) ->
        line.append(cache.text(TimeUnit.MICROSECONDS.toSeconds(micros(exchange, atEnd))));
  }

  /** A time is formatted once a second. */
  private static final class SecondCache {
    private final DateTimeFormatter formatter;
    private volatile @Nullable Formatted last;

    private record Formatted(long second, String text) {}

    SecondCache(DateTimeFormatter formatter) {
      this.formatter = formatter;
    }

    String text(long second) {
      Formatted known = last;
      if (known == null || known.second != second) {
        ZonedDateTime time = Instant.ofEpochSecond(second).atZone(ZoneId.systemDefault());
        known = new Formatted(second, formatter.format(time));
        last = known;
      }
      return known.text;
    }
  }

  private static DateTimeFormatter formatter(String format) throws LogFormatException {
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder();
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c != '%') {
        builder.appendLiteral(c);
      } else if (++i == format.length()) {
        throw new LogFormatException("'%{" + format + "}t' ends within a conversion");
      } else {
        append(format.charAt(i), builder);
      }
    }
    return builder.toFormatter(Locale.ROOT);
  }

  /** The conversions of strftime(3) in the C locale. */
  private static void append(char conversion, DateTimeFormatterBuilder builder)
      throws LogFormatException {
    switch (conversion) {
      case 'a' -> builder.appendPattern("EEE");
      case 'A' -> builder.appendPattern("EEEE");
      case 'b', 'h' -> builder.appendPattern("MMM");
      case 'B' -> builder.appendPattern("MMMM");
      case 'd' -> builder.appendPattern("dd");
      case 'D' -> builder.appendPattern("MM/dd/yy");
      case 'e' -> builder.appendPattern("ppd");
      case 'F' -> builder.appendPattern("uuuu-MM-dd");
      case 'H' -> builder.appendPattern("HH");
      case 'I' -> builder.appendPattern("hh");
      case 'j' -> builder.appendPattern("DDD");
      case 'm' -> builder.appendPattern("MM");
      case 'M' -> builder.appendPattern("mm");
      case 'n' -> builder.appendLiteral('\n');
      case 'p' -> builder.appendPattern("a");
      case 'R' -> builder.appendPattern("HH:mm");
      case 's' -> builder.appendValue(ChronoField.INSTANT_SECONDS);
      case 'S' -> builder.appendPattern("ss");
      case 't' -> builder.appendLiteral('\t');
      case 'T' -> builder.appendPattern("HH:mm:ss");
      case 'y' -> builder.appendPattern("yy");
      case 'Y' -> builder.appendPattern("uuuu");
      case 'z' -> builder.appendPattern("xx");
      case 'Z' -> builder.appendPattern("zzz");
      case '%' -> builder.appendLiteral('%');
      default -> throw new LogFormatException("'%" + conversion + "' of a time is not supported");
    }
  }
}
