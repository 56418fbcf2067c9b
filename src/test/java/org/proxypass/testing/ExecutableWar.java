package org.proxypass.testing;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** proxypass as users start it: {@code java -jar proxypass.war}, in a JVM of its own. */
public final class ExecutableWar implements ProxyUnderTest {
  private final List<String> command;
  private final Path directory;
  private final int port;
  private Process process;

  private ExecutableWar(List<String> command, Path directory, int port) throws IOException {
    this.command = List.copyOf(command);
    this.directory = directory;
    this.port = port;
    this.process = fork();
  }

  /**
   * Forks the WAR that the system property {@code proxypass.war} names, and waits until its port
   * answers.
   *
   * @param options for the JVM, such as {@code -Xmx64m}
   * @throws IOException with its output when it ends instead
   */
  public static ExecutableWar start(List<String> options, Configuration configuration)
      throws IOException {
    int port = FreePort.find();
    Path directory = Files.createTempDirectory("war");
    Path file = write(directory, port, configuration);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-jar", System.getProperty("proxypass.war", ""), "-f", file.toString()));
    ExecutableWar server = new ExecutableWar(command, directory, port);
    server.awaitAnswer();
    return server;
  }

  private static Path write(Path directory, int port, Configuration configuration)
      throws IOException {
    String own = "Listen 127.0.0.1:" + port + "\nServerName front.test\n";
    Path next = Files.writeString(directory.resolve("next.conf"), own + configuration.apply(port));
    return Files.move(next, directory.resolve("proxy.conf"), StandardCopyOption.REPLACE_EXISTING);
  }

  private Process fork() throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(Redirect.appendTo(directory.resolve("output.log").toFile()))
        .start();
  }

  private void awaitAnswer() throws IOException {
    if (!answers()) {
      String log = log();
      close();
      throw new IOException("the WAR did not start: " + log);
    }
  }

  /** Replaces the configuration file as a whole. */
  public void configure(Configuration configuration) throws IOException {
    write(directory, port, configuration);
  }

  /** The process, while it lives. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  /**
   * SIGTERM, and waits for the end.
   *
   * @return the exit status
   */
  public int terminate() throws InterruptedException {
    process.destroy();
    return process.waitFor();
  }

  /** Starts it again after its end, on the same port and with all that it left behind. */
  public void restart() throws IOException {
    process = fork();
    awaitAnswer();
  }

  private boolean answers() {
    while (process.isAlive()) {
      try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
        return process.isAlive() && socket.isConnected();
      } catch (IOException refused) {
        Thread.onSpinWait();
      }
    }
    return false;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public String host() {
    return "front.test";
  }

  @Override
  public String log() throws IOException {
    return Files.readString(directory.resolve("output.log"));
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    TemporaryDirectory.delete(directory);
  }
}
