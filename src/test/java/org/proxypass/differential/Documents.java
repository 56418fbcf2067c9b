package org.proxypass.differential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small directory of files that a configuration may serve; {@code {docs}} in rows. */
final class Documents {
  private Documents() {}

  static Path create() throws IOException {
    Path root = Files.createTempDirectory("documents").toRealPath();
    Path errors = Files.createDirectory(root.resolve("errors"));
    Files.writeString(errors.resolve("404.html"), "<p>nothing here</p>");
    Files.writeString(errors.resolve("503.html"), "<p>back soon</p>");
    Files.writeString(root.resolve("favicon.ico"), "icon");
    readableByAll(root);
    readableByAll(errors);
    return root;
  }

  /** httpd may run as another user. */
  private static void readableByAll(Path directory) {
    directory.toFile().setReadable(true, false);
    directory.toFile().setExecutable(true, false);
  }

  static void delete(Path root) throws IOException {
    Path errors = root.resolve("errors");
    Files.deleteIfExists(errors.resolve("404.html"));
    Files.deleteIfExists(errors.resolve("503.html"));
    Files.deleteIfExists(errors);
    Files.deleteIfExists(root.resolve("favicon.ico"));
    Files.deleteIfExists(root);
  }
}
