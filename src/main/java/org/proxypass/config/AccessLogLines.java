package org.proxypass.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.proxypass.http.Utf8Bytes;
import org.proxypass.logging.LogFormat;
import org.proxypass.logging.LogFormatException;

/**
 * The access logs and formats of one host. As in httpd a format may be named after the log that
 * uses it, so names are looked up when everything was read.
 */
final class AccessLogLines {
  private static final String COMMON = "%h %l %u %t \"%r\" %>s %b";

  /** The names that the configurations of distributions define. */
  private static final Map<String, String> KNOWN =
      Map.of(
          "common", COMMON,
          "combined", COMMON + " \"%{Referer}i\" \"%{User-Agent}i\"",
          "combinedio", COMMON + " \"%{Referer}i\" \"%{User-Agent}i\" %I %O",
          "vhost_common", "%v " + COMMON,
          "vhost_combined", "%v:%p " + COMMON + " \"%{Referer}i\" \"%{User-Agent}i\"");

  /**
   * One log.
   *
   * @param format a name or a format; null for that of LogFormat without a name
   */
  private record Line(
      Path file, @Nullable String format, RuleCondition condition, Origin origin, String name) {}

  private final Map<String, String> formats = new HashMap<>();
  private final List<Line> lines = new ArrayList<>();
  private @Nullable String unnamedFormat;

  /** Applies {@code LogFormat format [name]}. */
  void format(String format, @Nullable String name) throws InvalidDirectiveException {
    String known = formats.getOrDefault(format, format);
    compile(known);
    if (name == null) {
      unnamedFormat = known;
    } else if (name.indexOf('%') >= 0) {
      throw new InvalidDirectiveException("'" + name + "' is no name; it must not hold %");
    } else {
      formats.put(name, known);
    }
  }

  /** Adds a log; see {@link Line}. */
  void log(Path file, @Nullable String format, RuleCondition condition, Invocation call) {
    lines.add(new Line(file, format, condition, call.origin(), call.name()));
  }

  /** {@code settings} with the logs of this host, if it has any. */
  Settings addTo(Settings settings, @Nullable AccessLogLines outer, Problems problems) {
    if (lines.isEmpty()) {
      return settings;
    }
    List<AccessLogSpec> specs = new ArrayList<>();
    for (Line line : lines) {
      try {
        specs.add(new AccessLogSpec(line.file, compile(source(line, outer)), line.condition));
      } catch (InvalidDirectiveException invalid) {
        problems.error(line.origin, line.name, invalid.reason());
      }
    }
    return settings.with(LogSettings.ACCESS_LOGS, List.copyOf(specs));
  }

  private String source(Line line, @Nullable AccessLogLines outer)
      throws InvalidDirectiveException {
    String format = line.format;
    if (format == null) {
      String inherited = outer == null ? null : outer.unnamedFormat;
      return unnamedFormat != null ? unnamedFormat : inherited != null ? inherited : COMMON;
    }
    String own = formats.get(format);
    String inherited = outer == null ? null : outer.formats.get(format);
    String found = own != null ? own : inherited != null ? inherited : KNOWN.get(format);
    if (found == null && format.indexOf('%') < 0) {
      throw new InvalidDirectiveException("no LogFormat is called '" + format + "'");
    }
    return found == null ? format : found;
  }

  private static LogFormat compile(String source) throws InvalidDirectiveException {
    try {
      return LogFormat.compile(Utf8Bytes.of(source));
    } catch (LogFormatException invalid) {
      throw new InvalidDirectiveException("the format is not valid: " + invalid.getMessage());
    }
  }
}
