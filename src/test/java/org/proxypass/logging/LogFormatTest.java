package org.proxypass.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the directives of a log format print. */
class LogFormatTest {
  private static final long START_MICROS = 1_700_000_000_123_456L;

  /** A GET that was answered 404 after 2.5 seconds. */
  private static final class Sample implements LoggedExchange {
    @Override
    public String clientAddress() {
      return "192.0.2.1";
    }

    @Override
    public String clientHost() {
      return "pc.example";
    }

    @Override
    public int clientPort() {
      return 50_000;
    }

    @Override
    public String localAddress() {
      return "192.0.2.80";
    }

    @Override
    public int localPort() {
      return 8080;
    }

    @Override
    public String calledPort() {
      return "80";
    }

    @Override
    public String serverName() {
      return "own.example";
    }

    @Override
    public String calledName() {
      return "called.example";
    }

    @Override
    public String method() {
      return "GET";
    }

    @Override
    public String path() {
      return "/a b\u00e4";
    }

    @Override
    public String query() {
      return "q=\"1\"";
    }

    @Override
    public String protocol() {
      return "HTTP/1.1";
    }

    @Override
    public String requestLine() {
      return "GET /a%20b?q=\"1\" HTTP/1.1";
    }

    @Override
    public @Nullable String user() {
      return null;
    }

    @Override
    public @Nullable String requestField(String name) {
      return switch (name) {
        case "Referer" -> "x\\y\t\u0001\u000b\r\n";
        case "Cookie" -> "a=1; B=2; ab=3";
        default -> null;
      };
    }

    @Override
    public @Nullable String responseField(String name) {
      return name.equals("Content-Type") ? "text/html" : null;
    }

    @Override
    public @Nullable String environment(String name) {
      return name.equals("v") ? "w" : null;
    }

    @Override
    public @Nullable String note(String name) {
      return name.equals("n") ? "o" : null;
    }

    @Override
    public int status() {
      return 404;
    }

    @Override
    public long bodyBytesSent() {
      return 7;
    }

    @Override
    public long bytesSent() {
      return 107;
    }

    @Override
    public long bytesReceived() {
      return 50;
    }

    @Override
    public long startMicros() {
      return START_MICROS;
    }

    @Override
    public long elapsedMicros() {
      return 2_500_000;
    }

    @Override
    public int requestsBefore() {
      return 3;
    }

    @Override
    public char connectionState() {
      return '+';
    }
  }

  @ParameterizedTest(name = "{0} prints {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          text                 | text
          %%a%%                | %a%
          \\\\                 | \\
          \\x                  | \\x
          %a %{c}a             | 192.0.2.1 192.0.2.1
          %h %l %u             | pc.example - -
          %A %p %{canonical}p  | 192.0.2.80 80 80
          %{local}p %{remote}p | 8080 50000
          %b %B                | 7 7
          %I %O %S             | 50 107 157
          %{a}C %{b}C %{c}C    | 1 2 -
          %{v}e %{w}e          | w -
          %{n}n %{m}n          | o -
          %m %H                | GET HTTP/1.1
          %U%q                 | /a b\\xe4?q=\\"1\\"
          %r                   | GET /a%20b?q=\\"1\\" HTTP/1.1
          %{Referer}i          | x\\\\y\\t\\x01\\v\\r\\n
          %{Content-Type}o %{X}o | text/html -
          %s %>s %<s           | 404 404 404
          %D %T %{s}T          | 2500000 2 2
          %{ms}T %{us}T        | 2500 2500000
          %v %V                | own.example called.example
          %X %k                | + 3
          %404m %200m          | GET -
          %200,404m %!200,404m | GET -
          %!200m               | GET
          %{sec}t              | 1700000000
          %{msec}t             | 1700000000123
          %{usec}t             | 1700000000123456
          %{msec_frac}t        | 123
          %{usec_frac}t        | 123456
          %{end:sec}t          | 1700000002
          %{begin:sec}t        | 1700000000
          %{%s}t               | 1700000000
          %{%%}t               | %
          """)
  void directive_prints(String format, String printed) throws LogFormatException {
    assertThat(line(format)).isEqualTo(printed);
  }

  @Test
  void line_ends_and_tabs_of_a_format_are_written() throws LogFormatException {
    assertThat(line("a\\nb\\tc")).isEqualTo("a\nb\tc");
  }

  @ParameterizedTest(name = "%t as {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          %t              | [dd/MMM/yyyy:HH:mm:ss xx]
          %{%F %T}t       | yyyy-MM-dd HH:mm:ss
          %{%d.%m.%y}t    | dd.MM.yy
          %{%a %A %b %B}t | EEE EEEE MMM MMMM
          %{%D %R}t       | MM/dd/yy HH:mm
          %{%I %p %j}t    | hh a DDD
          """)
  void time_is_printed_in_the_zone_of_the_server(String format, String pattern)
      throws LogFormatException {
    String quoted = pattern.replace("[", "'['").replace("]", "']'").replace("T", "'T'");
    assertThat(line(format))
        .isEqualTo(
            DateTimeFormatter.ofPattern(quoted, Locale.ROOT)
                .format(
                    Instant.ofEpochSecond(START_MICROS / 1_000_000)
                        .atZone(ZoneId.systemDefault())));
  }

  /** A tunnel's line is begun when it opens and ended when it is over. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text",
        "%h %l %u %t \"%r\" %>s %b",
        "%B%D%I%O%S%T%X",
        "%{end:usec}t %{begin:sec}t %{ms}T",
        "%200D %!200D %500{Referer}i %!500B %%"
      })
  void a_line_that_is_begun_early_ends_as_one_that_is_not(String format) throws Exception {
    StringBuilder line = new StringBuilder();
    LogFormat.compile(format).begin(new Sample()).append(new Sample(), line);
    assertThat(line).hasToString(line(format));
  }

  private static String line(String format) throws LogFormatException {
    StringBuilder line = new StringBuilder();
    LogFormat.compile(format).append(new Sample(), line);
    return line.toString();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          %           | '%' lacks its letter
          %{a         | '%{a' lacks its }
          %{a}        | '%{a}' lacks its letter
          %y          | '%y' is not supported
          %i          | '%i' needs a name: %{name}i
          %{x}p       | '%{x}p' is not supported
          %{x}T       | '%{x}T' is not supported
          %{%Q}t      | '%Q' of a time is not supported
          %{%}t       | '%{%}t' ends within a conversion
          %{x}^ti     | '%{x}^ti': ^ is not supported
          """)
  void format_is_refused_in_these_words(String format, String problem) {
    assertThatThrownBy(() -> LogFormat.compile(format))
        .isInstanceOf(LogFormatException.class)
        .hasMessage(problem);
  }
}
