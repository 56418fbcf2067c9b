package org.proxypass.config;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * The argument of Include: a file, a directory (all files below it), or a pattern with {@code * ? [
 * ]} in any segment. Wildcards do not match a leading dot (httpd, APR_FNM_PERIOD).
 */
final class IncludePattern {
  private IncludePattern() {}

  /**
   * The files meant, sorted by path; empty when there is none.
   *
   * @param looked is told what was looked at: directories, and files that may be missing
   */
  static List<Path> files(Path root, String argument, Consumer<Path> looked)
      throws IOException, InvalidDirectiveException {
    Path pattern = FileNames.resolve(root, argument);
    Path start = pattern.getRoot() == null ? Path.of("") : pattern.getRoot();
    List<Path> candidates = List.of(start);
    for (Path segment : pattern) {
      List<Path> next = new ArrayList<>();
      for (Path candidate : candidates) {
        next.addAll(step(candidate, segment.toString(), looked));
      }
      candidates = next;
    }
    List<Path> files = new ArrayList<>();
    for (Path candidate : candidates) {
      addFiles(candidate, files, looked);
    }
    return files;
  }

  private static List<Path> step(Path directory, String segment, Consumer<Path> looked)
      throws IOException, InvalidDirectiveException {
    if (!isWildcard(segment)) {
      return List.of(directory.resolve(segment));
    }
    Path listed = directory.toString().isEmpty() ? Path.of(".") : directory;
    looked.accept(listed);
    if (!Files.isDirectory(listed)) {
      return List.of();
    }
    PathMatcher matcher = matcher(segment);
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(listed)) {
      for (Path entry : entries) {
        Path name = entry.getFileName();
        if (name != null
            && matcher.matches(name)
            && (!name.toString().startsWith(".") || segment.startsWith("."))) {
          found.add(directory.resolve(name));
        }
      }
    }
    found.sort(null);
    return found;
  }

  private static PathMatcher matcher(String segment) throws InvalidDirectiveException {
    // Braces are plain characters to httpd, groups to the JDK.
    String glob = segment.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}");
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + glob);
    } catch (PatternSyntaxException invalid) {
      throw new InvalidDirectiveException(
          "'" + segment + "' is not a pattern: " + invalid.getDescription());
    }
  }

  private static void addFiles(Path candidate, List<Path> files, Consumer<Path> looked)
      throws IOException {
    looked.accept(candidate);
    if (Files.isDirectory(candidate)) {
      try (Stream<Path> below = Files.walk(candidate)) {
        for (Path path : (Iterable<Path>) below.sorted()::iterator) {
          if (Files.isRegularFile(path)) {
            files.add(path);
          } else {
            looked.accept(path);
          }
        }
      }
    } else if (Files.exists(candidate)) {
      files.add(candidate);
    }
  }

  private static boolean isWildcard(String segment) {
    return segment.indexOf('*') >= 0 || segment.indexOf('?') >= 0 || segment.indexOf('[') >= 0;
  }
}
