package org.proxypass.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link FragileBackend} in a JVM of its own, which may end and begin again on the same port. */
final class BackendProcess implements AutoCloseable {
  private final String name;
  private final int port;
  private final Path journal;
  private Process process;

  private BackendProcess(String name, int port, Path journal) throws IOException {
    this.name = name;
    this.port = port;
    this.journal = journal;
    this.process = fork();
  }

  /** Starts one; it serves when {@link #awaitReady} says so. */
  static BackendProcess start(String name, int port, Path directory) throws IOException {
    return new BackendProcess(name, port, directory.resolve(name + ".journal"));
  }

  private Process fork() throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx64m",
                "-cp",
                place(),
                FragileBackend.class.getName(),
                Integer.toString(port),
                name,
                journal.toString()))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Waits until it serves. */
  void awaitReady() throws IOException {
    if (process.getInputStream().read() < 0) {
      throw new IOException(name + " did not start on port " + port);
    }
  }

  private static String place() {
    return Path.of(
            FragileBackend.class.getProtectionDomain().getCodeSource().getLocation().getPath())
        .toString();
  }

  /** What its answers begin with, and its route. */
  String name() {
    return name;
  }

  /** The URL of the member. */
  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Where it keeps the ids of what it executed. */
  Path journal() {
    return journal;
  }

  /** SIGKILL; nothing of it is left when this returns. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM; it has finished what it did when this returns. */
  void terminate() throws InterruptedException {
    // Not of Process: that would close the pipe to it, too.
    process.toHandle().destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      throw new AssertionError(name + " does not end");
    }
  }

  /** Starts it again on its port, and waits until it serves. */
  void restart() throws IOException {
    process = fork();
    awaitReady();
  }

  /** SIGSTOP: its connections stay open and say nothing. */
  void pause() throws IOException, InterruptedException {
    Signal.send("STOP", process.pid());
  }

  /** SIGCONT. */
  void resume() throws IOException, InterruptedException {
    Signal.send("CONT", process.pid());
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
