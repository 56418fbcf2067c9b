package org.proxypass.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real httpd, forked on a free loopback port with a server root of its own. */
public final class HttpdServer implements ProxyUnderTest {
  private static final int ATTEMPTS = 5;
  private static final List<String> MODULES =
      List.of(
          "mpm_event",
          "unixd",
          "log_config",
          "authz_core",
          "authz_host",
          "access_compat",
          "alias",
          "mime",
          "env",
          "unique_id",
          "setenvif",
          "headers",
          "filter",
          "deflate",
          "substitute",
          "proxy",
          "proxy_http",
          "proxy_wstunnel",
          "slotmem_shm",
          "proxy_balancer",
          "lbmethod_byrequests",
          "lbmethod_bytraffic",
          "lbmethod_bybusyness",
          "rewrite",
          "allowmethods",
          "watchdog",
          "proxy_hcheck",
          "status");

  private final Process process;
  private final Thread killer;
  private final Path root;
  private final int port;

  private HttpdServer(Process process, Path root, int port) {
    this.process = process;
    this.root = root;
    this.port = port;
    this.killer = new Thread(process::destroyForcibly, "httpd-killer");
    Runtime.getRuntime().addShutdownHook(killer);
  }

  /** Whether this machine has an httpd that can be started. */
  public static boolean available() {
    return HttpdInstallation.find().isPresent();
  }

  /**
   * Starts httpd and waits until its port answers; tries other ports while somebody else takes them
   * first.
   *
   * @throws IOException with httpd's own words when it refuses the configuration
   */
  public static HttpdServer start(Configuration configuration) throws IOException {
    Optional<HttpdInstallation> installation = HttpdInstallation.find();
    if (installation.isEmpty()) {
      throw new IOException("no httpd on this machine");
    }
    for (int attempt = 1; ; attempt++) {
      int port = FreePort.find();
      Path root = Files.createTempDirectory("httpd");
      HttpdServer server = fork(installation.get(), root, port, configuration.apply(port));
      if (server.answers()) {
        return server;
      }
      String log = server.log();
      server.close();
      if (!log.contains("Address already in use") || attempt == ATTEMPTS) {
        throw new IOException("httpd did not start: " + log);
      }
    }
  }

  private static HttpdServer fork(
      HttpdInstallation installation, Path root, int port, String configuration)
      throws IOException {
    Path file = root.resolve("httpd.conf");
    Files.createDirectory(root.resolve("htdocs"));
    root.toFile().setExecutable(true, false);
    root.toFile().setReadable(true, false);
    String own =
        """
        ServerRoot "%1$s"
        DefaultRuntimeDir "%1$s"
        PidFile "%1$s/httpd.pid"
        ErrorLog "%1$s/error.log"
        LogLevel info
        %2$s
        %3$s
        StartServers 1
        ServerLimit 1
        ThreadLimit 64
        ThreadsPerChild 64
        MaxRequestWorkers 64
        DocumentRoot "%1$s/htdocs"
        <IfModule mime_module>
          TypesConfig "%1$s/mime.types"
        </IfModule>
        Listen 127.0.0.1:%4$d
        ServerName front.test
        """
            .formatted(root, installation.loadModules(MODULES), user(), port);
    Files.writeString(root.resolve("mime.types"), "text/html html\nimage/x-icon ico\n");
    Files.writeString(file, own + configuration);
    Process process =
        new ProcessBuilder(installation.program().toString(), "-DFOREGROUND", "-f", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(root.resolve("output.log").toFile())
            .start();
    return new HttpdServer(process, root, port);
  }

  /** httpd started by root serves as somebody else; daemon is a user everywhere. */
  private static String user() {
    return "root".equals(System.getProperty("user.name")) ? "User daemon\nGroup daemon" : "";
  }

  private boolean answers() throws IOException {
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
    Path errors = root.resolve("error.log");
    String log = Files.exists(errors) ? Files.readString(errors) : "";
    return Files.readString(root.resolve("output.log")) + log;
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
    try {
      Runtime.getRuntime().removeShutdownHook(killer);
    } catch (IllegalStateException alreadyShuttingDown) {
      return;
    }
    TemporaryDirectory.delete(root);
  }
}
