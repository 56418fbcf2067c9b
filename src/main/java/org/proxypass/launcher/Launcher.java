package org.proxypass.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.proxypass.config.ConfigException;
import org.proxypass.config.ConfigLoader;
import org.proxypass.config.ConfigProblem;
import org.proxypass.config.DirectiveListing;
import org.proxypass.config.ListenAddress;
import org.proxypass.config.ProxyConfig;
import org.proxypass.webapp.ConfigurationReloader;

/** Does what the command line asks for. Exit status: 0 done, 1 failed, 2 wrongly asked. */
public final class Launcher {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int WRONGLY_ASKED = 2;
  private static final List<String> DEFAULT_FILES = List.of("proxy.conf", "proxy.properties");

  private static final String HOW_TO_BEGIN =
      """
      proxypass: no configuration. Write a file proxy.conf in this directory, for example

          Listen           8080
          ProxyPass        / http://127.0.0.1:3000/
          ProxyPassReverse / http://127.0.0.1:3000/

      and start again, or name a file with -f FILE. To only look: --demo. All options: -h
      """;

  private final PrintStream out;
  private final PrintStream err;
  private final Path directory;
  private final Consumer<Runnable> atExit;
  private final LogControl logControl;

  /**
   * Prepares a run.
   *
   * @param out the standard output
   * @param err the standard error output
   * @param directory where {@code proxy.conf} is looked for
   * @param atExit takes what must be done when the process ends
   * @param logControl lets the log follow the configuration
   */
  Launcher(
      PrintStream out,
      PrintStream err,
      Path directory,
      Consumer<Runnable> atExit,
      LogControl logControl) {
    this.logControl = logControl;
    this.out = out;
    this.err = err;
    this.directory = directory;
    this.atExit = atExit;
  }

  /**
   * Runs a command line in this process; returns when everything is done, which for a server is
   * when it was stopped.
   *
   * @param arguments see {@link CommandLine#USAGE}
   * @param atExit takes what must be done when the process ends
   * @return the exit status
   */
  public static int run(String[] arguments, Consumer<Runnable> atExit) {
    StandardErrorLog log = new StandardErrorLog(System.err);
    log.install();
    // Tomcat reads it when its classes load; there is no naming in the embedded server.
    System.setProperty("catalina.useNaming", "false");
    LogControl logControl = new LogControl(log, System.err);
    return new Launcher(System.out, System.err, Path.of(""), atExit, logControl).run(arguments);
  }

  /** Runs a command line and returns the exit status. */
  int run(String... arguments) {
    CommandLine commandLine;
    try {
      commandLine = CommandLine.parse(arguments);
    } catch (CommandLineException e) {
      err.println("proxypass: " + e.getMessage() + "; -h shows what is allowed");
      return WRONGLY_ASKED;
    }
    try {
      return perform(commandLine);
    } catch (ConfigException e) {
      e.problems().forEach(err::println);
      return FAILED;
    } catch (LaunchException | IOException e) {
      err.println("proxypass: " + e.getMessage());
      return FAILED;
    }
  }

  private int perform(CommandLine commandLine)
      throws ConfigException, LaunchException, IOException {
    ConfigLoader loader = ConfigLoader.create().withDefines(commandLine.defines());
    switch (commandLine.action()) {
      case HELP -> out.print(CommandLine.USAGE);
      case VERSION -> out.print(Versions.ofBuild().report());
      case LIST_DIRECTIVES -> out.print(DirectiveListing.text());
      case DEMO -> demonstrate(loader);
      case CHECK, SHOW_HOSTS, SERVE -> {
        Optional<Path> file = commandLine.file().or(this::defaultFile);
        if (file.isEmpty()) {
          err.print(HOW_TO_BEGIN);
          return WRONGLY_ASKED;
        }
        withConfiguration(commandLine.action(), loader, file.get());
      }
    }
    return DONE;
  }

  private Optional<Path> defaultFile() {
    return DEFAULT_FILES.stream().map(directory::resolve).filter(Files::exists).findFirst();
  }

  private ConfigLoader.Loaded load(ConfigLoader loader, Path file) throws ConfigException {
    ConfigLoader.Loaded loaded = loader.load(file);
    for (ConfigProblem warning : loaded.warnings()) {
      err.println(
          warning.origin() + ": " + warning.directive() + ": warning: " + warning.message());
    }
    return loaded;
  }

  private void withConfiguration(CommandLine.Action action, ConfigLoader loader, Path file)
      throws ConfigException, LaunchException {
    ConfigLoader.Loaded loaded = load(loader, file);
    ProxyConfig config = loaded.config();
    List<ListenAddress> listens = Listeners.of(config);
    switch (action) {
      case CHECK -> out.println("Syntax OK");
      case SHOW_HOSTS -> out.print(HostReport.of(config, listens));
      default -> {
        logControl.follow(config);
        EmbeddedServer server = EmbeddedServer.start(config);
        ConfigurationReloader reloader =
            new ConfigurationReloader(
                Map.of("context", "/"),
                loaded,
                () -> loader.load(file),
                changed -> logControl.follow(changed, () -> server.reload(changed)));
        serve(server, () -> stop(reloader, server), "", () -> watch(reloader));
      }
    }
  }

  private void demonstrate(ConfigLoader loader)
      throws LaunchException, IOException, ConfigException {
    Demo demo = Demo.start(loader);
    serve(demo.server(), demo, demo.explanation(), () -> {});
  }

  private static void watch(ConfigurationReloader reloader) {
    Signals.onReload(reloader::reload);
    reloader.start();
  }

  private static void stop(ConfigurationReloader reloader, EmbeddedServer server) {
    reloader.close();
    server.close();
  }

  /**
   * Serves until somebody stops it.
   *
   * @param whenReady what begins when requests are served
   */
  private void serve(
      EmbeddedServer server, AutoCloseable all, String explanation, Runnable whenReady) {
    CountDownLatch stopped = new CountDownLatch(1);
    atExit.accept(() -> stop(all, stopped));
    if (stopped.getCount() == 0) {
      return;
    }
    whenReady.run();
    out.println("READY " + String.join(" ", server.urls()));
    out.print(explanation);
    out.flush();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      stop(all, stopped);
      Thread.currentThread().interrupt();
    }
  }

  private void stop(AutoCloseable all, CountDownLatch stopped) {
    try {
      all.close();
    } catch (Exception e) {
      err.println("proxypass: cannot stop cleanly: " + e);
    } finally {
      stopped.countDown();
    }
  }
}
