package org.proxypass.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One directive being applied: its arguments, the scope it stands in, and where complaints go.
 * Lives as long as its action runs.
 */
final class Invocation {
  private final DirectiveSpec spec;
  private final DirectiveNode node;
  private final List<String> words;
  private final Scope scope;
  private final ConfigBuilder config;
  private final Problems problems;
  private @Nullable Scope entered;

  Invocation(
      DirectiveSpec spec,
      DirectiveNode node,
      List<String> words,
      Scope scope,
      ConfigBuilder config,
      Problems problems) {
    this.spec = spec;
    this.node = node;
    this.words = words;
    this.scope = scope;
    this.config = config;
    this.problems = problems;
  }

  /** The arguments, quoting undone; their number was checked. */
  List<String> words() {
    return words;
  }

  /** The arguments as written. */
  String line() {
    return node.arguments();
  }

  /** The argument at {@code index}. */
  String word(int index) {
    return words.get(index);
  }

  /** What is written behind the word at {@code index}, without regard to words and quotes. */
  String textBehind(int index) {
    return Words.behind(node.arguments(), index).strip();
  }

  /** The scope the directive stands in. */
  Scope scope() {
    return scope;
  }

  /** The configuration being built. */
  ConfigBuilder config() {
    return config;
  }

  /** Where the directive stands. */
  Origin origin() {
    return node.origin();
  }

  /** The directive's name for messages. */
  String name() {
    return spec.isSection() ? "<" + node.name() + ">" : node.name();
  }

  /** Replaces {@code setting} in the scope. */
  <T> void set(Setting<T> setting, T value) {
    scope.set(setting, value);
  }

  /** The argument at {@code index} as On or Off. */
  boolean flag(int index) throws InvalidDirectiveException {
    return Flags.parse(word(index));
  }

  /** {@code path} as an absolute path; a relative one starts at the ServerRoot. */
  Path absolute(String path) throws InvalidDirectiveException {
    return config.absolute(path);
  }

  /** Reports something wrong and goes on, so that one line may have several mistakes. */
  void error(String message) {
    problems.error(origin(), name(), message);
  }

  /** Reports something that was hardly meant. */
  void warning(String message) {
    problems.warning(origin(), name(), message);
  }

  /** Lets the directives of this section stand in {@code inner}. */
  void enter(Scope inner) {
    entered = inner;
  }

  /** The scope the section opened, or null. */
  @Nullable Scope entered() {
    return entered;
  }
}
