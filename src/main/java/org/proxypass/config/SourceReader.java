package org.proxypass.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.proxypass.http.Ascii;

/**
 * Reads files of both syntaxes and follows Include across them. Holds what reading changes: the
 * root of relative paths, the defined names, the files being read. One per load.
 */
final class SourceReader {
  private final Definitions definitions;
  private final VariableExpander httpdVariables;
  private final VariableExpander propertyVariables;
  private final Problems problems;
  private final SourceFiles.Collector files;
  private final Deque<Path> reading = new ArrayDeque<>();
  private Path root;

  /**
   * Creates a reader.
   *
   * @param root relative paths start here until a ServerRoot says otherwise
   * @param propertyVariables what properties and parameters may refer to
   * @param files is told which files are looked at
   */
  SourceReader(
      Path root,
      Definitions definitions,
      VariableExpander propertyVariables,
      Problems problems,
      SourceFiles.Collector files) {
    this.root = root;
    this.files = files;
    this.definitions = definitions;
    this.httpdVariables =
        new VariableExpander(
            name -> orMapCall(name, definitions.value(name)),
            "a name given by Define or -D with a value, or an environment variable");
    this.propertyVariables = propertyVariables;
    this.problems = problems;
  }

  /** <code>${map:key}</code> of a rewrite rule is no variable; nor is it in httpd. */
  private static @Nullable String orMapCall(String name, @Nullable String value) {
    return value == null && name.indexOf(':') > 0 ? "${" + name + "}" : value;
  }

  /** Where problems go. */
  Problems problems() {
    return problems;
  }

  /** Reads {@code file} by its kind; a file that cannot be read is an error at {@code origin}. */
  List<DirectiveNode> readFile(Path file, Origin origin, String directive) {
    files.lookingAt(file);
    try {
      Path real = file.toRealPath();
      if (reading.contains(real)) {
        problems.error(origin, directive, "'" + file + "' includes itself");
        return List.of();
      }
      reading.push(real);
      try {
        return readText(file, withoutByteOrderMark(Files.readString(file, StandardCharsets.UTF_8)));
      } finally {
        reading.pop();
      }
    } catch (NoSuchFileException missing) {
      problems.error(origin, directive, "file '" + file + "' does not exist");
    } catch (CharacterCodingException malformed) {
      problems.error(origin, directive, "file '" + file + "' is not UTF-8");
    } catch (IOException unreadable) {
      String reason = Files.isDirectory(file) ? "it is a directory" : unreadable.toString();
      problems.error(origin, directive, "file '" + file + "' cannot be read: " + reason);
    }
    return List.of();
  }

  private List<DirectiveNode> readText(Path file, String text) {
    String name = file.toString();
    return name.endsWith(".properties") ? readProperties(name, text) : readHttpd(name, text);
  }

  /** Reads {@code text} in httpd syntax; {@code source} is its name in messages. */
  List<DirectiveNode> readHttpd(String source, String text) {
    problems.sourceOpened(source);
    return new HttpdReader(source, this).read(text);
  }

  private List<DirectiveNode> readProperties(String source, String text) {
    problems.sourceOpened(source);
    return readEntries(new PropertiesText(source).read(text));
  }

  /** The directives that {@code entries} of properties or parameters mean. */
  List<DirectiveNode> readEntries(List<PropertyEntry> entries) {
    return withIncludes(new KeyTree(propertyVariables, problems).build(entries));
  }

  private List<DirectiveNode> withIncludes(List<DirectiveNode> nodes) {
    List<DirectiveNode> all = new ArrayList<>();
    for (DirectiveNode node : nodes) {
      if (node.section()) {
        List<DirectiveNode> children = withIncludes(node.children());
        all.add(new DirectiveNode(node.name(), node.arguments(), true, children, node.origin()));
      } else {
        all.addAll(included(node));
      }
    }
    return all;
  }

  /** What {@code node} includes if it is an Include, else the node itself. */
  List<DirectiveNode> included(DirectiveNode node) {
    List<String> words = Words.split(node.arguments());
    switch (Ascii.lower(node.name())) {
      case "include" -> {
        return include(node, words, true);
      }
      case "includeoptional" -> {
        return include(node, words, false);
      }
      case "serverroot" -> {
        // httpd too takes it into account while reading; its arguments are checked later.
        root = words.size() == 1 ? rootBelow(words.get(0)) : root;
        return List.of(node);
      }
      default -> {
        return List.of(node);
      }
    }
  }

  private Path rootBelow(String directory) {
    try {
      return FileNames.resolve(root, directory);
    } catch (InvalidDirectiveException reportedLater) {
      return root;
    }
  }

  private List<DirectiveNode> include(DirectiveNode node, List<String> words, boolean required) {
    if (words.size() != 1) {
      problems.error(
          node.origin(), node.name(), "takes one argument: a file, a directory or a pattern");
      return List.of();
    }
    List<DirectiveNode> nodes = new ArrayList<>();
    try {
      List<Path> included = IncludePattern.files(root, words.get(0), files::lookingAt);
      if (included.isEmpty() && required) {
        problems.error(
            node.origin(),
            node.name(),
            "'" + root.resolve(words.get(0)) + "' does not exist or matches no file");
      }
      for (Path file : included) {
        nodes.addAll(readFile(file, node.origin(), node.name()));
      }
    } catch (InvalidDirectiveException invalid) {
      problems.error(node.origin(), node.name(), invalid.reason());
    } catch (IOException unreadable) {
      problems.error(
          node.origin(), node.name(), "'" + words.get(0) + "' cannot be read: " + unreadable);
    }
    return nodes;
  }

  /** The arguments of {@code directive} in httpd syntax with the variables replaced. */
  String expand(String directive, String arguments) throws InvalidDirectiveException {
    return Words.expand(arguments, httpdVariables.forDirective(directive, arguments));
  }

  /** Applies {@code Define NAME [value]}. */
  void define(DirectiveNode node) throws InvalidDirectiveException {
    List<String> words = Words.split(node.arguments());
    if (words.isEmpty() || words.size() > 2) {
      throw new InvalidDirectiveException("takes one or two arguments: name [value]");
    }
    definitions.define(definableName(words.get(0)), words.size() == 2 ? words.get(1) : "");
  }

  /** Applies {@code UnDefine NAME}. */
  void undefine(DirectiveNode node) throws InvalidDirectiveException {
    List<String> words = Words.split(node.arguments());
    if (words.size() != 1) {
      throw new InvalidDirectiveException("takes one argument: name");
    }
    definitions.undefine(definableName(words.get(0)));
  }

  private static String definableName(String name) throws InvalidDirectiveException {
    if (name.isEmpty() || name.indexOf(':') >= 0) {
      throw new InvalidDirectiveException("'" + name + "' is not a name; it must not hold ':'");
    }
    return name;
  }

  /** Whether an {@code <IfDefine>} or {@code <IfModule>} lets its directives through. */
  boolean holds(String section, String arguments, Origin origin) throws InvalidDirectiveException {
    List<String> words = Words.split(arguments);
    boolean negated = !words.isEmpty() && words.get(0).startsWith("!");
    String name = words.isEmpty() ? "" : words.get(0).substring(negated ? 1 : 0);
    if (words.size() != 1 || name.isEmpty()) {
      throw new InvalidDirectiveException("takes one argument: [!]name");
    }
    if (section.equalsIgnoreCase("IfDefine")) {
      return definitions.isDefined(name) != negated;
    }
    boolean present = StandInModules.present(name);
    if (!present && !negated) {
      problems.warning(
          origin, "<IfModule>", "skipped: " + name + " is not among the modules built in");
    }
    return present != negated;
  }

  private static String withoutByteOrderMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}
