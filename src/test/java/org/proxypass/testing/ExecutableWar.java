package org.proxypass.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** proxypass as users start it: {@code java -jar proxypass.war}, in a JVM of its own. */
public final class ExecutableWar implements ProxyUnderTest {
  private final Process process;
  private final Path directory;
  private final int port;

  private ExecutableWar(Process process, Path directory, int port) {
    this.process = process;
    this.directory = directory;
    this.port = port;
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
    Path file = directory.resolve("proxy.conf");
    String own = "Listen 127.0.0.1:" + port + "\nServerName front.test\n";
    Files.writeString(file, own + configuration.apply(port));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-jar", System.getProperty("proxypass.war", ""), "-f", file.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("output.log").toFile())
            .start();
    ExecutableWar server = new ExecutableWar(process, directory, port);
    if (!server.answers()) {
      String log = server.log();
      server.close();
      throw new IOException("the WAR did not start: " + log);
    }
    return server;
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
