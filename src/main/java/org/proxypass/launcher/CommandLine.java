package org.proxypass.launcher;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was asked for on the command line.
 *
 * @param action what to do
 * @param file the configuration of {@code -f}; empty looks in the working directory
 * @param defines the names of {@code -D} with their values, empty where none was given
 */
record CommandLine(Action action, Optional<Path> file, Map<String, String> defines) {

  /** What to do. */
  enum Action {
    /** Start and serve. */
    SERVE,
    /** {@code -t}: check the configuration. */
    CHECK,
    /** {@code -S}: show virtual hosts and mappings. */
    SHOW_HOSTS,
    /** {@code -L}: list all directives. */
    LIST_DIRECTIVES,
    /** {@code -v}: show versions. */
    VERSION,
    /** {@code -h}: show help. */
    HELP,
    /** {@code --demo}: serve a configuration of its own with two backends of its own. */
    DEMO
  }

  static final String USAGE =
      """
      Usage: java -jar proxypass.war [-f FILE] [-t] [-S] [-L] [-D NAME[=VALUE]]... [-v] [-h] [--demo]

        -f FILE          configuration: *.properties in properties syntax, anything else in
                         httpd syntax; default: proxy.conf or proxy.properties in the working
                         directory
        -t               check the configuration and exit
        -S               check it and show virtual hosts and mappings as they will be tried
        -L               list all directives
        -D NAME[=VALUE]  define NAME for <IfDefine> and ${NAME}
        -v               show versions
        -h               show this help
        --demo           start with two small backends and show what to try
      """;

  /** Copies the map. */
  CommandLine {
    defines = Map.copyOf(defines);
  }

  /**
   * Reads a command line; an option's value may be joined to it ({@code -fproxy.conf}). Of several
   * actions the last one counts.
   *
   * @throws CommandLineException when an option is unknown, lacks its value or contradicts another
   */
  static CommandLine parse(String... arguments) throws CommandLineException {
    Action action = Action.SERVE;
    Optional<Path> file = Optional.empty();
    Map<String, String> defines = new LinkedHashMap<>();
    for (int i = 0; i < arguments.length; i++) {
      String argument = arguments[i];
      if (argument.startsWith("-f") || argument.startsWith("-D")) {
        boolean joined = argument.length() > 2;
        if (!joined && i + 1 == arguments.length) {
          throw new CommandLineException("option " + argument + " needs a value");
        }
        String value = joined ? argument.substring(2) : arguments[++i];
        if (argument.startsWith("-D")) {
          define(defines, value);
        } else if (file.isPresent()) {
          throw new CommandLineException("option -f is given twice");
        } else {
          file = Optional.of(Path.of(value));
        }
      } else {
        action = action(argument);
      }
    }
    if (action == Action.DEMO && file.isPresent()) {
      throw new CommandLineException("--demo brings its own configuration; leave out -f");
    }
    return new CommandLine(action, file, defines);
  }

  private static Action action(String argument) throws CommandLineException {
    return switch (argument) {
      case "-t" -> Action.CHECK;
      case "-S" -> Action.SHOW_HOSTS;
      case "-L" -> Action.LIST_DIRECTIVES;
      case "-v", "--version" -> Action.VERSION;
      case "-h", "-?", "--help" -> Action.HELP;
      case "--demo" -> Action.DEMO;
      default ->
          throw new CommandLineException(
              argument.startsWith("-")
                  ? "unknown option " + argument
                  : "unexpected argument '" + argument + "'; a configuration is given with -f");
    };
  }

  private static void define(Map<String, String> defines, String text) throws CommandLineException {
    int equals = text.indexOf('=');
    String name = equals < 0 ? text : text.substring(0, equals);
    if (name.isEmpty()) {
      throw new CommandLineException("option -D needs a name, as in -D NAME or -D NAME=VALUE");
    }
    defines.put(name, equals < 0 ? "" : text.substring(equals + 1));
  }
}
