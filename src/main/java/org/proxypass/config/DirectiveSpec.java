package org.proxypass.config;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of one directive: everything parsing, checking, the listing and the reference
 * page know about it.
 *
 * @param name httpd's spelling
 * @param inner the context inside it when it is a section, else null
 * @param contexts where it may stand
 * @param minimum the smallest number of arguments
 * @param maximum the largest number of arguments
 * @param arguments their syntax, for people
 * @param defaultText the value where it is not given; empty when there is none
 * @param summary one line
 * @param details the exact semantics, in Markdown
 * @param example lines in httpd syntax
 * @param action what it does to the configuration
 * @param end what a section does when its directives were read
 */
record DirectiveSpec(
    String name,
    @Nullable Context inner,
    Set<Context> contexts,
    int minimum,
    int maximum,
    String arguments,
    String defaultText,
    String summary,
    String details,
    String example,
    Action action,
    SectionEnd end) {

  /** What a directive does. */
  @FunctionalInterface
  interface Action {
    /** Applies {@code call}. */
    void apply(Invocation call) throws InvalidDirectiveException;
  }

  /** What a section does before its directives are read. */
  @FunctionalInterface
  interface SectionAction {
    /** Opens the scope in which the directives inside stand. */
    Scope open(Invocation call) throws InvalidDirectiveException;
  }

  /** What a section does when its directives were read. */
  @FunctionalInterface
  interface SectionEnd {
    /** Ends the section of {@code call}, in which the directives stood in {@code inner}. */
    void close(Invocation call, Scope inner) throws InvalidDirectiveException;
  }

  /** Starts the declaration of a directive. */
  static Builder directive(String name) {
    return new Builder(name, null);
  }

  /** Starts the declaration of a section with {@code inner} inside it. */
  static Builder section(String name, Context inner) {
    return new Builder(name, inner);
  }

  /** Whether it is written as {@code <Name …>}. */
  boolean isSection() {
    return inner != null;
  }

  /** The name as people write it: with brackets for a section. */
  String displayName() {
    return isSection() ? "<" + name + ">" : name;
  }

  /** The whole line as people write it. */
  String syntax() {
    String line = arguments.isEmpty() ? name : name + " " + arguments;
    return isSection() ? "<" + line + "> … </" + name + ">" : line;
  }

  /** What is wrong with the number of {@code words}, or null. */
  @Nullable String countProblem(List<String> words) {
    if (words.size() >= minimum && words.size() <= maximum) {
      return null;
    }
    if (maximum == 0) {
      return "takes no arguments";
    }
    String count =
        minimum == maximum
            ? Integer.toString(minimum)
            : maximum == Integer.MAX_VALUE ? "at least " + minimum : minimum + " to " + maximum;
    String noun = maximum == 1 ? " argument" : " arguments";
    return "takes " + count + noun + ", " + arguments + "; found " + words.size();
  }

  /** Collects a declaration so that it reads as a list. */
  static final class Builder {
    private final String name;
    private final @Nullable Context inner;
    private Set<Context> contexts = EnumSet.noneOf(Context.class);
    private boolean allowedInIf = true;
    private int minimum;
    private int maximum;
    private String arguments = "";
    private String defaultText = "";
    private String summary = "";
    private String details = "";
    private String example = "";

    private Builder(String name, @Nullable Context inner) {
      this.name = name;
      this.inner = inner;
    }

    /** Where it may stand. */
    Builder in(Context first, Context... more) {
      contexts = EnumSet.of(first, more);
      return this;
    }

    /**
     * Not inside {@code <If>}, where otherwise everything may stand that a location may hold: for
     * what is decided before conditions are looked at.
     */
    Builder notInIf() {
      allowedInIf = false;
      return this;
    }

    /** Exactly {@code count} arguments, written like {@code syntax}. */
    Builder takes(int count, String syntax) {
      return takes(count, count, syntax);
    }

    /** At least {@code least} arguments, written like {@code syntax}. */
    Builder takesAtLeast(int least, String syntax) {
      return takes(least, Integer.MAX_VALUE, syntax);
    }

    /** Between {@code least} and {@code most} arguments, written like {@code syntax}. */
    Builder takes(int least, int most, String syntax) {
      minimum = least;
      maximum = most;
      arguments = syntax;
      return this;
    }

    /** The value where it is not given, in words. */
    Builder byDefault(String text) {
      defaultText = text;
      return this;
    }

    /** The value where it is not given: that of {@code setting}. */
    Builder byDefault(Setting<?> setting) {
      return byDefault(SettingText.of(setting.defaultValue()));
    }

    /** One line of documentation. */
    Builder summary(String text) {
      summary = text;
      return this;
    }

    /** The exact semantics, in Markdown. */
    Builder details(String text) {
      details = text;
      return this;
    }

    /** Lines in httpd syntax. */
    Builder example(String text) {
      example = text.strip();
      return this;
    }

    /** Ends the declaration of a directive. */
    DirectiveSpec does(Action action) {
      return build(action, (call, inner) -> {});
    }

    /** Ends the declaration of a section. */
    DirectiveSpec opens(SectionAction action) {
      return opens(action, (call, inner) -> {});
    }

    /** Ends the declaration of a section that does something at its end, too. */
    DirectiveSpec opens(SectionAction action, SectionEnd end) {
      return build(call -> call.enter(action.open(call)), end);
    }

    private DirectiveSpec build(Action action, SectionEnd end) {
      if (allowedInIf && contexts.contains(Context.LOCATION)) {
        contexts.add(Context.IF);
      }
      return new DirectiveSpec(
          name,
          inner,
          contexts,
          minimum,
          maximum,
          arguments,
          defaultText,
          summary,
          details.strip(),
          example,
          action,
          end);
    }
  }
}
