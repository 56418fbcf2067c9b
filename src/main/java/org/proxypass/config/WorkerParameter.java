package org.proxypass.config;

/**
 * The declaration of one worker parameter.
 *
 * @param name httpd's spelling, lower case
 * @param syntax what may stand behind the {@code =}
 * @param defaultText the value where it is not given
 * @param documentation its meaning, in Markdown
 * @param setting what it sets
 * @param parser turns the text behind the {@code =} into the value
 */
record WorkerParameter<T>(
    String name,
    String syntax,
    String defaultText,
    String documentation,
    Setting<T> setting,
    Parser<T> parser) {

  /** Turns text into a value. */
  @FunctionalInterface
  interface Parser<T> {
    /** The value {@code text} means. */
    T parse(String text) throws InvalidDirectiveException;
  }

  /** {@code settings} with the value that {@code text} means. */
  Settings applyTo(Settings settings, String text) throws InvalidDirectiveException {
    return settings.with(setting, parser.parse(text));
  }
}
