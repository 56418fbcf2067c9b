package org.proxypass.logging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One file that lines are appended to. Any thread may add lines; one thread writes them. A file
 * that was moved away or removed, as log rotation does, is opened anew. One that is retired is
 * closed, and opened once more only for a late line.
 */
final class LogFile {
  /** What may wait when the disk does not keep up. */
  private static final long LONGEST_BACKLOG = 16L * 1024 * 1024;

  private static final int BATCH = 64 * 1024;

  private final Path path;
  private final ConcurrentLinkedQueue<byte[]> lines = new ConcurrentLinkedQueue<>();
  private final AtomicLong backlog = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private volatile boolean retired;

  /** Null while it is closed. */
  private @Nullable FileChannel channel;

  private @Nullable Object key;

  /**
   * Opens the file, and creates it when it does not exist.
   *
   * @throws IOException when it cannot be written
   */
  LogFile(Path path) throws IOException {
    this.path = path;
    this.channel = open(path);
    this.key = key(path);
  }

  private static FileChannel open(Path path) throws IOException {
    return FileChannel.open(
        path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  private static @Nullable Object key(Path path) throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  Path path() {
    return path;
  }

  /** Adds {@code line}, which has its line end; never waits. */
  void add(byte[] line) {
    if (backlog.addAndGet(line.length) > LONGEST_BACKLOG) {
      backlog.addAndGet(-line.length);
      lost.incrementAndGet();
      return;
    }
    lines.add(line);
  }

  /** How many lines could not be kept since this was asked last. */
  long takeLost() {
    return lost.getAndSet(0);
  }

  /** Writes what was added; tells whether there was anything. For one thread. */
  boolean write() throws IOException {
    if (lines.isEmpty()) {
      return false;
    }
    OutputStream out = Channels.newOutputStream(opened());
    ByteArrayOutputStream batch = new ByteArrayOutputStream(BATCH);
    for (byte[] line = lines.poll(); line != null; line = lines.poll()) {
      backlog.addAndGet(-line.length);
      batch.writeBytes(line);
      if (batch.size() >= BATCH) {
        batch.writeTo(out);
        batch.reset();
      }
    }
    batch.writeTo(out);
    return true;
  }

  private FileChannel opened() throws IOException {
    FileChannel known = channel;
    if (known != null) {
      return known;
    }
    try {
      FileChannel next = open(path);
      channel = next;
      key = key(path);
      return next;
    } catch (IOException e) {
      discard();
      throw e;
    }
  }

  private void discard() {
    for (byte[] line = lines.poll(); line != null; line = lines.poll()) {
      backlog.addAndGet(-line.length);
    }
  }

  /** Says whether no configuration in force has this file. */
  void setRetired(boolean now) {
    retired = now;
  }

  /** Closes the file when it is retired. For one thread. */
  void closeIfRetired() throws IOException {
    if (retired) {
      close();
    }
  }

  /** Opens the file anew when its path names another one by now, or none. For one thread. */
  void reopenIfMoved() throws IOException {
    if (channel == null) {
      return;
    }
    Object current = key(path);
    if (current == null ? Files.notExists(path) : !current.equals(key)) {
      FileChannel next = open(path);
      close();
      channel = next;
      key = key(path);
    }
  }

  /** Closes the file; what was not written is lost. */
  void close() throws IOException {
    FileChannel known = channel;
    channel = null;
    if (known != null) {
      known.close();
    }
  }
}
