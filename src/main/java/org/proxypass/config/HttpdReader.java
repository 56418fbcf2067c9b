package org.proxypass.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.proxypass.http.Ascii;

/**
 * Reads one text in httpd syntax. What httpd does while reading is done here too: Include, Define,
 * {@code <IfDefine>}, {@code <IfModule>} and the replacement of variables; all else becomes nodes.
 * Sections must be balanced within one text. One instance reads one text.
 */
final class HttpdReader {
  private final String source;
  private final SourceReader sources;
  private final Deque<OpenSection> open = new ArrayDeque<>();

  HttpdReader(String source, SourceReader sources) {
    this.source = source;
    this.sources = sources;
  }

  /** The directives of {@code text}; problems go to the load's collection. */
  List<DirectiveNode> read(String text) {
    OpenSection file = new OpenSection("", "", Origin.line(source, 0), true, false);
    open.push(file);
    LogicalLine.read(text).forEach(this::readLine);
    while (open.size() > 1) {
      reportUnclosed(open.pop());
    }
    return file.children;
  }

  private void readLine(LogicalLine line) {
    Origin origin = Origin.line(source, line.number());
    if (line.text().startsWith("</")) {
      close(line.text(), origin);
    } else if (line.text().startsWith("<")) {
      open(line.text(), origin);
    } else if (current().active) {
      directive(line.text(), origin);
    }
  }

  private void directive(String line, Origin origin) {
    int nameEnd = 0;
    while (nameEnd < line.length() && !Words.isSpace(line.charAt(nameEnd))) {
      nameEnd++;
    }
    String name = line.substring(0, nameEnd);
    try {
      String arguments = sources.expand(name, line.substring(nameEnd).strip());
      DirectiveNode node = new DirectiveNode(name, arguments, false, List.of(), origin);
      switch (Ascii.lower(name)) {
        case "define" -> sources.define(node);
        case "undefine" -> sources.undefine(node);
        default -> current().children.addAll(sources.included(node));
      }
    } catch (InvalidDirectiveException invalid) {
      error(origin, name, invalid.reason());
    }
  }

  private void open(String line, Origin origin) {
    int nameEnd = 1;
    while (nameEnd < line.length()
        && !Words.isSpace(line.charAt(nameEnd))
        && line.charAt(nameEnd) != '>') {
      nameEnd++;
    }
    String name = line.substring(1, nameEnd);
    boolean outerActive = current().active;
    boolean active = outerActive;
    String arguments = "";
    boolean condition = name.equalsIgnoreCase("IfDefine") || name.equalsIgnoreCase("IfModule");
    try {
      String rest = line.substring(nameEnd);
      if (outerActive) {
        arguments = sources.expand(name, rest.substring(0, bracket(rest, name)).strip());
      }
      if (outerActive && condition) {
        active = sources.holds(name, arguments, origin);
      }
    } catch (InvalidDirectiveException invalid) {
      error(origin, "<" + name + ">", invalid.reason());
      active = false;
    }
    open.push(new OpenSection(name, arguments, origin, active, condition));
  }

  /** Where the section's own {@code >} stands; behind it only a comment may follow. */
  private static int bracket(String rest, String name) throws InvalidDirectiveException {
    int last = rest.lastIndexOf('>');
    if (last < 0) {
      throw new InvalidDirectiveException("<" + name + " has no closing '>'");
    }
    for (int i = last; i >= 0; i = rest.lastIndexOf('>', i - 1)) {
      String behind = rest.substring(i + 1).strip();
      if (behind.isEmpty() || behind.startsWith("#")) {
        return i;
      }
    }
    throw new InvalidDirectiveException(
        "'" + rest.substring(last + 1).strip() + "' behind the closing '>' is not allowed");
  }

  private void close(String line, Origin origin) {
    int bracket = line.indexOf('>');
    String name = line.substring(2, bracket < 0 ? line.length() : bracket).strip();
    if (bracket < 0) {
      error(origin, "</" + name + ">", "has no closing '>'");
    }
    boolean known = open.stream().anyMatch(section -> !section.isFile() && section.named(name));
    if (!known) {
      error(
          origin,
          "</" + name + ">",
          current().isFile()
              ? "closes a section that was not opened"
              : "expected </"
                  + current().name
                  + ">, which closes the section opened at line "
                  + current().origin.position());
      return;
    }
    while (!current().named(name)) {
      reportUnclosed(open.pop());
    }
    finish(open.pop());
  }

  private void finish(OpenSection section) {
    if (!current().active || !section.active) {
      return;
    }
    if (section.condition) {
      current().children.addAll(section.children);
    } else {
      current()
          .children
          .add(
              new DirectiveNode(
                  section.name, section.arguments, true, section.children, section.origin));
    }
  }

  private void reportUnclosed(OpenSection section) {
    error(
        section.origin,
        "<" + section.name + ">",
        "is not closed; </" + section.name + "> is missing");
  }

  private OpenSection current() {
    return open.element();
  }

  private void error(Origin origin, String directive, String message) {
    sources.problems().error(origin, directive, message);
  }

  /** A section whose end was not read yet; the whole text is the outermost one, without a name. */
  private static final class OpenSection {
    private final String name;
    private final String arguments;
    private final Origin origin;
    private final boolean active;
    private final boolean condition;
    private final List<DirectiveNode> children = new ArrayList<>();

    OpenSection(String name, String arguments, Origin origin, boolean active, boolean condition) {
      this.name = name;
      this.arguments = arguments;
      this.origin = origin;
      this.active = active;
      this.condition = condition;
    }

    boolean isFile() {
      return name.isEmpty();
    }

    boolean named(String other) {
      return name.equalsIgnoreCase(other);
    }
  }
}
