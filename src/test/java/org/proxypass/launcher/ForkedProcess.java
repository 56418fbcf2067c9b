package org.proxypass.launcher;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** A process of its own whose output goes to files; ended by {@link #close} at the latest. */
final class ForkedProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Path out;
  private final Path err;

  private ForkedProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts {@code command}.
   *
   * @param directory its working directory, in whose parent the output is kept
   * @param environment is added to this process's own
   */
  static ForkedProcess start(Path directory, Map<String, String> environment, List<String> command)
      throws IOException {
    Path out = Files.createTempFile(directory.toAbsolutePath().getParent(), "out", ".txt");
    Path err = Files.createTempFile(directory.toAbsolutePath().getParent(), "err", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().putAll(environment);
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    return new ForkedProcess(builder.start(), out, err);
  }

  /** What it wrote to the standard output so far. */
  String out() {
    return read(out);
  }

  /** What it wrote to the standard error output so far. */
  String err() {
    return read(err);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until its output holds {@code text}; fails when it ends without that. */
  void awaitOutput(String text) {
    Awaitility.await("output of: " + text)
        .atMost(PATIENCE)
        .failFast(
            "it ended without that",
            () -> {
              if (!process.isAlive() && !all().contains(text)) {
                throw new AssertionError(all());
              }
            })
        .until(() -> all().contains(text));
  }

  private String all() {
    return out() + err();
  }

  /** Its process id. */
  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** SIG… {@code name}. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-s", name, Long.toString(process.pid())).start().waitFor();
  }

  /** SIGKILL, and waits for the end. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Waits for the end and returns the exit status. */
  int awaitExit() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), SECONDS)) {
      throw new AssertionError("still running: " + all());
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
