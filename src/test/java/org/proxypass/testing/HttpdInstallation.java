package org.proxypass.testing;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The httpd of this machine.
 *
 * @param program the server binary
 * @param modules the directory with its {@code mod_*.so}
 * @param builtIn the modules compiled in, as {@code -l} lists them
 */
record HttpdInstallation(Path program, Path modules, String builtIn) {
  private static final List<String> PROGRAMS = List.of("apache2", "httpd");
  private static final List<Path> MODULES =
      List.of(
          Path.of("/usr/lib/apache2/modules"),
          Path.of("/usr/lib64/httpd/modules"),
          Path.of("/usr/lib/httpd/modules"),
          Path.of("/usr/libexec/apache2"),
          Path.of("/usr/local/apache2/modules"));

  /** Looks on PATH and in the usual places; empty when there is none. */
  static Optional<HttpdInstallation> find() {
    String path = System.getenv().getOrDefault("PATH", "");
    Optional<Path> program =
        Stream.concat(
                Stream.of(path.split(File.pathSeparator)),
                Stream.of("/usr/sbin", "/usr/local/apache2/bin"))
            .filter(directory -> !directory.isEmpty())
            .flatMap(directory -> PROGRAMS.stream().map(name -> Path.of(directory, name)))
            .filter(Files::isExecutable)
            .findFirst();
    Optional<Path> modules = MODULES.stream().filter(Files::isDirectory).findFirst();
    return program.flatMap(
        found -> modules.map(dir -> new HttpdInstallation(found, dir, builtIn(found))));
  }

  /** {@code LoadModule} lines for those of {@code names} that are not compiled in. */
  String loadModules(List<String> names) {
    StringBuilder lines = new StringBuilder();
    for (String name : names) {
      Path file = modules.resolve("mod_" + name + ".so");
      if (!builtIn.contains("mod_" + name + ".c") && Files.exists(file)) {
        lines.append("LoadModule ").append(name).append("_module ").append(file).append('\n');
      }
    }
    return lines.toString();
  }

  private static String builtIn(Path program) {
    try {
      Process process =
          new ProcessBuilder(program.toString(), "-l").redirectErrorStream(true).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new IllegalStateException(program + " cannot be run", e);
    }
  }
}
