package org.proxypass.logging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The files of all access logs and the one thread that writes them. A request only adds its line to
 * a queue without locks; while requests come, the thread writes every 20 ms what was added.
 */
public final class LogFiles implements AutoCloseable {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Map<Path, LogFile> files = new ConcurrentHashMap<>();
  private final Consumer<String> complaints;
  private final Thread thread = new Thread(this::run, "access-log");
  private volatile boolean idle;
  private volatile boolean closed;

  /**
   * Has no file yet.
   *
   * @param complaints told what goes wrong later
   */
  public LogFiles(Consumer<String> complaints) {
    this.complaints = complaints;
    thread.setDaemon(true);
  }

  /**
   * Opens {@code paths}; those that are open stay so, even if they were {@link #retainOnly
   * dropped}.
   *
   * @throws IOException when one cannot be written
   */
  public synchronized void open(Collection<Path> paths) throws IOException {
    for (Path path : paths) {
      LogFile file = files.get(path);
      if (file == null) {
        files.put(path, new LogFile(path));
      } else {
        file.setRetired(false);
      }
    }
    if (!files.isEmpty() && thread.getState() == Thread.State.NEW) {
      thread.start();
    }
  }

  /**
   * Drops all but {@code paths}: they are closed when what is on its way to them is written, and
   * log rotation is left alone with them.
   */
  public synchronized void retainOnly(Collection<Path> paths) {
    files.forEach((path, file) -> file.setRetired(!paths.contains(path)));
    LockSupport.unpark(thread);
  }

  /** Appends {@code line}, which has its line end, to the file {@code path} that was opened. */
  public void append(Path path, CharSequence line) {
    LogFile file = files.get(path);
    if (file == null) {
      throw new IllegalArgumentException("not opened: " + path);
    }
    file.add(line.toString().getBytes(StandardCharsets.ISO_8859_1));
    if (idle) {
      idle = false;
      LockSupport.unpark(thread);
    }
  }

  private void run() {
    long checked = System.nanoTime();
    while (!closed) {
      if (System.nanoTime() - checked >= CHECK_NANOS) {
        checked = System.nanoTime();
        files.values().forEach(this::look);
      }
      if (writeAll()) {
        LockSupport.parkNanos(this, PAUSE_NANOS);
        continue;
      }
      idle = true;
      // Who added a line before idle was set does not wake us.
      if (!writeAll() && idle && !closed) {
        files.values().forEach(this::closeIfRetired);
        LockSupport.park(this);
      }
      idle = false;
    }
  }

  private boolean writeAll() {
    boolean any = false;
    for (LogFile file : files.values()) {
      try {
        any |= file.write();
      } catch (IOException e) {
        any = true;
        complaints.accept(file.path() + " cannot be written, lines are lost: " + e);
      }
      long lost = file.takeLost();
      if (lost > 0) {
        complaints.accept(file.path() + " does not keep up, " + lost + " lines are lost");
      }
    }
    return any;
  }

  private void look(LogFile file) {
    closeIfRetired(file);
    try {
      file.reopenIfMoved();
    } catch (IOException e) {
      complaints.accept(file.path() + " cannot be opened again: " + e);
    }
  }

  private void closeIfRetired(LogFile file) {
    try {
      file.closeIfRetired();
    } catch (IOException e) {
      complaints.accept(file.path() + " cannot be closed: " + e);
    }
  }

  /** Writes what was added and closes the files. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    writeAll();
    closeFiles();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void closeFiles() {
    for (LogFile file : files.values()) {
      try {
        file.close();
      } catch (IOException e) {
        complaints.accept(file.path() + " cannot be closed: " + e);
      }
    }
  }
}
