package org.proxypass.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.proxypass.launcher.CommandLine.Action;

class CommandLineTest {

  static Stream<Arguments> understood() {
    return Stream.of(
        row("nothing serves the default file", "", Action.SERVE, null, Map.of()),
        row("-f names the file", "-f a.conf", Action.SERVE, "a.conf", Map.of()),
        row("-f may be joined to its value", "-fa.conf", Action.SERVE, "a.conf", Map.of()),
        row("-t checks", "-t", Action.CHECK, null, Map.of()),
        row("-t and -f in any order", "-t -f a.properties", Action.CHECK, "a.properties", Map.of()),
        row("-f first, then -t", "-f a.properties -t", Action.CHECK, "a.properties", Map.of()),
        row("-S shows hosts", "-S", Action.SHOW_HOSTS, null, Map.of()),
        row("-t -S shows hosts, as in httpd", "-t -S", Action.SHOW_HOSTS, null, Map.of()),
        row("-L lists directives", "-L", Action.LIST_DIRECTIVES, null, Map.of()),
        row("-v shows versions", "-v", Action.VERSION, null, Map.of()),
        row("--version shows versions", "--version", Action.VERSION, null, Map.of()),
        row("-h helps", "-h", Action.HELP, null, Map.of()),
        row("--help helps", "--help", Action.HELP, null, Map.of()),
        row("--demo demonstrates", "--demo", Action.DEMO, null, Map.of()),
        row("-D defines a name", "-D SSL", Action.SERVE, null, Map.of("SSL", "")),
        row("-D may be joined to its name", "-DSSL", Action.SERVE, null, Map.of("SSL", "")),
        row("-D with a value", "-D PORT=81", Action.SERVE, null, Map.of("PORT", "81")),
        row("a value may hold =", "-D Q=a=b", Action.SERVE, null, Map.of("Q", "a=b")),
        row("a value may be empty", "-D Q=", Action.SERVE, null, Map.of("Q", "")),
        row("several -D", "-D A -DB=1", Action.SERVE, null, Map.of("A", "", "B", "1")),
        row("the last -D of a name wins", "-D A=1 -D A=2", Action.SERVE, null, Map.of("A", "2")));
  }

  private static Arguments row(
      String sentence, String line, Action action, String file, Map<String, String> defines) {
    return Arguments.of(sentence, line, action, file, defines);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void understood(
      String sentence, String line, Action action, String file, Map<String, String> defines)
      throws CommandLineException {
    CommandLine parsed = CommandLine.parse(line.isEmpty() ? new String[0] : line.split(" "));

    assertThat(parsed)
        .isEqualTo(new CommandLine(action, Optional.ofNullable(file).map(Path::of), defines));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "-f, option -f needs a value",
    "-t -f, option -f needs a value",
    "-D, option -D needs a value",
    "-D =1, option -D needs a name",
    "-f a -f b, option -f is given twice",
    "-x, unknown option -x",
    "--demos, unknown option --demos",
    "-tS, unknown option -tS",
    "proxy.conf, unexpected argument 'proxy.conf'",
    "--demo -f a, leave out -f",
  })
  void refused(String line, String message) {
    assertThatThrownBy(() -> CommandLine.parse(line.split(" ")))
        .isInstanceOf(CommandLineException.class)
        .hasMessageContaining(message);
  }

  @Test
  void the_help_names_every_option() {
    assertThat(CommandLine.USAGE).contains("-f", "-t", "-S", "-L", "-D", "-v", "-h", "--demo");
  }
}
