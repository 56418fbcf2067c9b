package org.proxypass.differential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.proxypass.testing.TemporaryDirectory;

/**
 * A small directory of files that a configuration may serve, {@code {docs}} in rows, and one in it
 * for logs, {@code {logs}}.
 */
final class Documents {
  private Documents() {}

  static Path create() throws IOException {
    Path root = Files.createTempDirectory("documents").toRealPath();
    Path errors = Files.createDirectory(root.resolve("errors"));
    Files.createDirectory(root.resolve("logs"));
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
    TemporaryDirectory.delete(root);
  }
}
