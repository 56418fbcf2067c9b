package org.proxypass.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The files that a configuration was read from, the directories that were searched for them, and
 * what each was like just before; files that were looked for in vain are among them. Equal when all
 * of them are unchanged.
 *
 * @param stamps by path, in the order of reading
 */
public record SourceFiles(Map<Path, FileStamp> stamps) {
  /** No file at all: everything came from parameters. */
  public static final SourceFiles NONE = new SourceFiles(Map.of());

  /** Copies the map. */
  public SourceFiles {
    stamps = Map.copyOf(stamps);
  }

  /** Whether there is nothing that could change. */
  public boolean isEmpty() {
    return stamps.isEmpty();
  }

  /** The same files as they are now. */
  public SourceFiles now() {
    Map<Path, FileStamp> current = new LinkedHashMap<>();
    stamps.keySet().forEach(path -> current.put(path, FileStamp.of(path)));
    return new SourceFiles(current);
  }

  /** Collects them while a configuration is read. Not thread-safe; one per load. */
  static final class Collector {
    private final Map<Path, FileStamp> stamps = new LinkedHashMap<>();

    /** Notes that {@code path} is looked at next; what it is like the first time counts. */
    void lookingAt(Path path) {
      stamps.computeIfAbsent(path, FileStamp::of);
    }

    SourceFiles collected() {
      return new SourceFiles(stamps);
    }
  }
}
