package org.proxypass.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * What a file or directory was like at one moment, as far as it shows that it was changed or
 * replaced since. Symbolic links are followed.
 *
 * @param modified when it was last written to; of a directory, when an entry came or went
 * @param size in bytes; 0 for a directory
 * @param key what the file system knows it by; empty where it has no such thing
 */
public record FileStamp(FileTime modified, long size, String key) {
  /** There is no such file, or nobody may look at it. */
  public static final FileStamp MISSING = new FileStamp(FileTime.fromMillis(0), -1, "");

  /** The stamp of {@code file} now. */
  static FileStamp of(Path file) {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      Object key = found.fileKey();
      return new FileStamp(
          found.lastModifiedTime(),
          found.isDirectory() ? 0 : found.size(),
          key == null ? "" : key.toString());
    } catch (IOException | SecurityException e) {
      return MISSING;
    }
  }
}
