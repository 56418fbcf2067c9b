package org.proxypass.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes WARs for a container: the built one with changes, or one of a team's own. */
final class WarFile {
  private static final Path BUILT = Path.of(System.getProperty("proxypass.war"));
  private static final Path CLASSES = Path.of(System.getProperty("proxypass.classes"));

  private WarFile() {}

  /** The WAR as it was built, with {@code files} (entry name to text) added or replaced. */
  static void built(Path target, Map<String, String> files) throws IOException {
    Files.copy(BUILT, target);
    try (FileSystem war = FileSystems.newFileSystem(target)) {
      writeAll(war, files);
    }
  }

  /** The shipped web.xml with {@code parameters} in front of its listener. */
  static String webXml(Map<String, String> parameters) throws IOException {
    StringBuilder text = new StringBuilder();
    parameters.forEach(
        (name, value) ->
            text.append("<context-param><param-name>")
                .append(name)
                .append("</param-name><param-value>")
                .append(value)
                .append("</param-value></context-param>\n"));
    try (FileSystem war = FileSystems.newFileSystem(BUILT)) {
      String shipped = Files.readString(war.getPath("WEB-INF/web.xml"));
      return shipped.replace("<listener>", text + "<listener>");
    }
  }

  /**
   * A WAR that holds the artifact of classifier {@code classes}, its libraries, a web.xml and
   * classes of the team.
   */
  static void own(Path target, String webXml, List<Class<?>> classes) throws IOException {
    try (FileSystem war = FileSystems.newFileSystem(target, Map.of("create", "true"));
        FileSystem built = FileSystems.newFileSystem(BUILT)) {
      Path libraries = war.getPath("WEB-INF/lib");
      Files.createDirectories(libraries);
      Files.copy(CLASSES, libraries.resolve("proxypass-classes.jar"));
      try (Stream<Path> jars = Files.list(built.getPath("WEB-INF/lib"))) {
        jars.filter(jar -> !jar.endsWith("proxypass-classes.jar"))
            .forEach(jar -> copy(jar, libraries.resolve(jar.getFileName().toString())));
      }
      writeAll(war, Map.of("WEB-INF/web.xml", webXml));
      for (Class<?> type : classes) {
        String name = type.getName().replace('.', '/') + ".class";
        Path entry = war.getPath("WEB-INF/classes/" + name);
        Files.createDirectories(entry.getParent());
        try (InputStream content = type.getResourceAsStream("/" + name)) {
          Files.copy(content, entry);
        }
      }
    }
  }

  private static void copy(Path from, Path to) {
    try {
      Files.copy(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void writeAll(FileSystem war, Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.write(war.getPath(file.getKey()), file.getValue().getBytes(StandardCharsets.UTF_8));
    }
  }
}
