package org.proxypass.config;

import org.jspecify.annotations.Nullable;

/**
 * The declaration of one {@code key=value} parameter of a worker, a balancer member or a balancer.
 *
 * @param name httpd's spelling, lower case
 * @param syntax what may stand behind the {@code =}
 * @param defaultText the value where it is not given
 * @param documentation its meaning, in Markdown
 * @param setting what it sets; null for one that only says what is done anyway
 * @param change what the text behind the {@code =} makes of the settings before it
 */
record WorkerParameter(
    String name,
    String syntax,
    String defaultText,
    String documentation,
    @Nullable Setting<?> setting,
    Change change) {

  /** Turns text into a value. */
  @FunctionalInterface
  interface Parser<T> {
    /** The value {@code text} means. */
    T parse(String text) throws InvalidDirectiveException;
  }

  /** Applies text to settings. */
  @FunctionalInterface
  interface Change {
    /** {@code settings} with what {@code text} means. */
    Settings apply(Settings settings, String text) throws InvalidDirectiveException;
  }

  /** A parameter that replaces the value of {@code setting}. */
  static <T> WorkerParameter of(
      String name,
      String syntax,
      String defaultText,
      String documentation,
      Setting<T> setting,
      Parser<T> parser) {
    return new WorkerParameter(
        name,
        syntax,
        defaultText,
        documentation,
        setting,
        (settings, text) -> settings.with(setting, parser.parse(text)));
  }

  /** A parameter that says what is done anyway; {@code check} refuses every other value. */
  static WorkerParameter accepted(
      String name, String syntax, String defaultText, String documentation, Parser<?> check) {
    return new WorkerParameter(
        name,
        syntax,
        defaultText,
        documentation,
        null,
        (settings, text) -> {
          check.parse(text);
          return settings;
        });
  }
}
