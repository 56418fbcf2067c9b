package org.proxypass.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Names of files as arguments. */
final class FileNames {
  private FileNames() {}

  /**
   * {@code name} below {@code root}, or {@code name} itself when it is absolute.
   *
   * @throws InvalidDirectiveException when the system cannot name a file like that
   */
  static Path resolve(Path root, String name) throws InvalidDirectiveException {
    try {
      return root.resolve(name);
    } catch (InvalidPathException invalid) {
      throw new InvalidDirectiveException(
          "'" + name + "' cannot be the name of a file here: " + invalid.getReason());
    }
  }
}
